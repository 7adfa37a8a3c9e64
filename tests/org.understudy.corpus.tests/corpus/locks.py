# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""File locks: flock, POSIX, open file description."""
import fcntl
import os
import struct

import trait

whole = open("/srv-flock", "w")
fcntl.flock(whole, fcntl.LOCK_EX)
range_ = open("/srv-posix", "w")
fcntl.lockf(range_, fcntl.LOCK_EX, 10, 5)
description = open("/srv-ofd", "w")
fcntl.fcntl(description, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 10, 0))
trait.ready()
