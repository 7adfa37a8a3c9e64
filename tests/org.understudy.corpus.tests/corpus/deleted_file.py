# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Deleted files that are still open; one has another name left."""
import os

import trait

kept = []
for name in ("/srv-gone", "/srv-linked"):
    kept.append(open(name, "wb", 0))
    kept[-1].write(b"x" * 5000)
os.link("/srv-linked", "/srv-other-name")
os.unlink("/srv-gone")
os.unlink("/srv-linked")
trait.ready()
