# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""TCP listeners, IPv4 and IPv6, several on one port."""
import socket

import trait

kept = []
for _ in range(2):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listener.bind(("0.0.0.0", 7000))
    listener.listen()
    kept.append(listener)
kept.append(socket.create_server(("::1", 7001), family=socket.AF_INET6))
trait.ready()
