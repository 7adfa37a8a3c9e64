# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A tmpfs that it mounted itself, with an open file."""
import os

import trait

os.mkdir("/srv-mount")
trait.check(trait.libc.mount(b"own", b"/srv-mount", b"tmpfs", 0, None), "mount")
file = open("/srv-mount/file", "w")
file.write("content")
file.flush()
trait.ready()
