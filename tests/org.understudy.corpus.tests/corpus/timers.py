# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""timerfd, POSIX and interval timers."""
import ctypes
import os
import signal

import trait

timer = trait.check(trait.libc.timerfd_create(1, 0), "timerfd")
spec = (ctypes.c_long * 4)(1000, 0, 1000, 0)
trait.check(trait.libc.timerfd_settime(timer, 0, ctypes.byref(spec), None), "settime")
signal.signal(signal.SIGALRM, lambda *_: None)
signal.setitimer(signal.ITIMER_REAL, 1000, 1000)
handle = ctypes.c_void_p()
trait.check(trait.libc.timer_create(1, None, ctypes.byref(handle)), "timer_create")
trait.ready()
