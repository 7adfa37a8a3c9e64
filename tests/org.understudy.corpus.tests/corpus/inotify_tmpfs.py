# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""An inotify watch on a tmpfs and one on a removed file."""
import os

import trait

watch = trait.check(trait.libc.inotify_init(), "inotify")
open("/dev/shm/watched", "w").close()
trait.check(trait.libc.inotify_add_watch(watch, b"/dev/shm", 2), "watch")
trait.ready()
