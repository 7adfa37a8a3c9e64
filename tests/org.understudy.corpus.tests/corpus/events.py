# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""eventfd, and an epoll that watches it and a pipe."""
import os
import select

import trait

event = os.eventfd(3)
reader, writer = os.pipe()
epoll = select.epoll()
epoll.register(event, select.EPOLLIN)
epoll.register(reader, select.EPOLLIN | select.EPOLLET)
trait.ready()
