# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Children that inherit an epoll and a timer from their parent."""
import os
import select

import trait

epoll = select.epoll()
timer = trait.check(trait.libc.timerfd_create(1, 0), "timerfd")
epoll.register(timer, select.EPOLLIN)
trait.child()
trait.child()
trait.ready()
