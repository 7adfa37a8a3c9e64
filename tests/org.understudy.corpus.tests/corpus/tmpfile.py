# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A file that never had a name."""
import os

import trait

nameless = os.open("/", os.O_TMPFILE | os.O_RDWR)
os.write(nameless, b"x" * 1000)
trait.ready()
