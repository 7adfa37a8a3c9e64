# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A device that is not among those: fuse."""
import os
import stat

import trait

os.mknod("/srv-fuse", stat.S_IFCHR | 0o600, os.makedev(10, 229))
try:
    device = os.open("/srv-fuse", os.O_RDWR)
except OSError as error:
    trait.absent(str(error))
trait.ready()
