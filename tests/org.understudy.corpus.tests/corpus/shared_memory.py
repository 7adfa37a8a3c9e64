# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Shared memory: anonymous, POSIX, POSIX with its name removed."""
import mmap
import os

import trait

anonymous = mmap.mmap(-1, 8192)
anonymous[0] = 1
named = os.open("/dev/shm/named", os.O_CREAT | os.O_RDWR)
os.ftruncate(named, 8192)
one = mmap.mmap(named, 8192)
gone = os.open("/dev/shm/gone", os.O_CREAT | os.O_RDWR)
os.ftruncate(gone, 8192)
two = mmap.mmap(gone, 8192)
os.unlink("/dev/shm/gone")
os.close(gone)
trait.child()
trait.ready()
