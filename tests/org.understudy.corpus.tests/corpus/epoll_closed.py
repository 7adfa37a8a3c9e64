# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""An epoll that watches a descriptor whose number was closed while a child still has it."""
import os
import select

import trait

reader, writer = os.pipe()
epoll = select.epoll()
epoll.register(reader, select.EPOLLIN)
trait.child()
os.close(reader)
trait.ready()
