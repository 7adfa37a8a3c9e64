# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A file on a mount that was taken away since."""
import os

import trait

os.mkdir("/srv-mount")
trait.check(trait.libc.mount(b"own", b"/srv-mount", b"tmpfs", 0, None), "mount")
file = open("/srv-mount/file", "w")
trait.check(trait.libc.umount2(b"/srv-mount", 2), "umount")
trait.ready()
