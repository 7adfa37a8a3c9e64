# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A TCP connection that nobody has accepted yet."""
import socket

import trait

listener = socket.create_server(("127.0.0.1", 7000))
client = socket.create_connection(("127.0.0.1", 7000))
client.send(b"waiting")
trait.ready()
