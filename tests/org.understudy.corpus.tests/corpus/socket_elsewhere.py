# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A listener in a network namespace that its process has left."""
import os
import socket

import trait

before = os.open("/proc/self/ns/net", os.O_RDONLY)
trait.unshare(0x40000000)
listener = socket.socket()
listener.bind(("0.0.0.0", 7000))
listener.listen()
unbound = socket.socket()
trait.check(trait.libc.setns(before, 0), "setns")
os.close(before)
trait.ready()
