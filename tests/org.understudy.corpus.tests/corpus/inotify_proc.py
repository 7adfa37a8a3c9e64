# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""An inotify watch on a file of the kernel's."""
import trait

watch = trait.check(trait.libc.inotify_init(), "inotify")
trait.check(trait.libc.inotify_add_watch(watch, b"/proc/sys/kernel/hostname", 2), "watch")
trait.ready()
