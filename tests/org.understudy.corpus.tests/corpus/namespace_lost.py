# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A descriptor of a namespace that no process is in."""
import os

import trait

before = os.open("/proc/self/ns/uts", os.O_RDONLY)
trait.unshare(0x04000000)
lost = os.open("/proc/self/ns/uts", os.O_RDONLY)
trait.check(trait.libc.setns(before, 0), "setns")
os.close(before)
trait.ready()
