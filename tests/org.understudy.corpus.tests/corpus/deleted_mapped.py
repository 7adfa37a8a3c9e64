# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A mapped file of the host that was replaced meanwhile, as an upgrade of a library does."""
import mmap
import os

import trait

with open("/srv-library", "wb") as file:
    file.write(b"x" * 8192)
with open("/srv-library", "rb") as file:
    mapped = mmap.mmap(file.fileno(), 8192, mmap.MAP_PRIVATE, mmap.PROT_READ)
with open("/srv-library.new", "wb") as file:
    file.write(b"y" * 8192)
os.rename("/srv-library.new", "/srv-library")
trait.ready()
