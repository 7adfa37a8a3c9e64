# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A fanotify mark on a whole mount."""
import ctypes

import trait

group = trait.check(trait.libc.fanotify_init(0, 0), "fanotify")
trait.check(trait.libc.fanotify_mark(group, 1 | 16, ctypes.c_ulonglong(2), -100, b"/dev/shm"), "mark")
trait.ready()
