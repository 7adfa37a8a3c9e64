# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Both ends of TCP connections, one of them half closed, with bytes under way."""
import socket

import trait

listener = socket.create_server(("127.0.0.1", 7000))
client = socket.create_connection(("127.0.0.1", 7000))
server, _ = listener.accept()
client.send(b"under way")
second = socket.create_connection(("127.0.0.1", 7000))
peer, _ = listener.accept()
peer.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
peer.shutdown(socket.SHUT_WR)
trait.ready()
