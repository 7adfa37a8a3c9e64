# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A descriptor that only names its file, a directory, and a file opened twice."""
import os

import trait

path = os.open("/etc/passwd", os.O_PATH)
directory = os.open("/etc", os.O_RDONLY | os.O_DIRECTORY)
first = os.open("/etc/passwd", os.O_RDONLY)
second = os.dup(first)
os.lseek(first, 10, os.SEEK_SET)
trait.ready()
