# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A mount of its own: ramfs."""
import os

import trait

os.mkdir("/srv-mount")
trait.check(trait.libc.mount(b"own", b"/srv-mount", b"ramfs", 0, None), "mount")
trait.ready()
