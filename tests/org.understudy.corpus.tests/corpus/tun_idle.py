# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""The device of network tunnels, without an interface."""
import os
import stat

import trait

os.makedirs("/dev/net", exist_ok=True)
os.mknod("/dev/net/tun", stat.S_IFCHR | 0o600, os.makedev(10, 200))
device = os.open("/dev/net/tun", os.O_RDWR)
trait.ready()
