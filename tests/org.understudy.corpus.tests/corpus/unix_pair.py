# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Connected unix sockets with bytes under way, stream and datagram."""
import os
import socket

import trait

near, far = socket.socketpair()
trait.child(lambda: near.close())
far.close()
near.send(b"under way")
a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
b.send(b"under way")
c, d = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
trait.ready()
