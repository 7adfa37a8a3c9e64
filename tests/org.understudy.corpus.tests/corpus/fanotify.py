# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A fanotify mark on a file."""
import ctypes

import trait

group = trait.check(trait.libc.fanotify_init(0, 0), "fanotify")
open("/srv-marked", "w").close()
trait.check(trait.libc.fanotify_mark(group, 1, ctypes.c_ulonglong(2), -100, b"/srv-marked"), "mark")
trait.ready()
