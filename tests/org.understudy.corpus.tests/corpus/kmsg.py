# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""The kernel's log."""
import os
import stat

import trait

os.mknod("/srv-kmsg", stat.S_IFCHR | 0o600, os.makedev(1, 11))
device = os.open("/srv-kmsg", os.O_RDONLY)
trait.ready()
