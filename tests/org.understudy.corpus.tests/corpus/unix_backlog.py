# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A unix connection that nobody has accepted yet, with nothing sent."""
import socket

import trait

listener = socket.socket(socket.AF_UNIX)
listener.bind("/srv-backlog.sock")
listener.listen()
client = socket.socket(socket.AF_UNIX)
client.connect("/srv-backlog.sock")
trait.ready()
