# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A unix listener with a path, one with an abstract name, and a connection in each."""
import socket

import trait

kept = []
for name in ("/srv-listener.sock", "\0abstract-name"):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(name)
    listener.listen()
    client = socket.socket(socket.AF_UNIX)
    client.connect(name)
    kept += [listener, client, listener.accept()]
trait.ready()
