# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Anonymous files in memory: open, mapped, sealed."""
import mmap
import os

import trait

first = os.memfd_create("first", os.MFD_ALLOW_SEALING)
os.write(first, b"x" * 10000)
mapped = mmap.mmap(first, 4096)
second = os.memfd_create("second (deleted)")
os.ftruncate(second, 8192)
kept = mmap.mmap(second, 8192)
os.close(second)
trait.ready()
