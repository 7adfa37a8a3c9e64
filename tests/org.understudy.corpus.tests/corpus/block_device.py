# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A block device."""
import os
import stat

import trait

with open("/proc/partitions") as partitions:
    major, minor = partitions.read().split("\n")[2].split()[:2]
os.mknod("/srv-disk", stat.S_IFBLK | 0o600, os.makedev(int(major), int(minor)))
try:
    device = os.open("/srv-disk", os.O_RDONLY)
except OSError as error:
    trait.absent(str(error))
trait.ready()
