# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A directory that it mounted in a second place, with an open file there."""
import os

import trait

os.mkdir("/srv-one")
os.mkdir("/srv-two")
trait.check(trait.libc.mount(b"/srv-one", b"/srv-two", None, 4096, None), "mount")
file = open("/srv-two/file", "w")
trait.ready()
