# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""inotify watches on a file of its own and on a directory of the host."""
import trait

watch = trait.check(trait.libc.inotify_init(), "inotify")
open("/srv-watched", "w").close()
trait.check(trait.libc.inotify_add_watch(watch, b"/srv-watched", 2), "watch")
trait.check(trait.libc.inotify_add_watch(watch, b"/etc", 2), "watch")
trait.ready()
