# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A multipath TCP listener, as new Go programs make it."""
import socket

import trait

try:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262)
except OSError as error:
    trait.absent(str(error))
listener.bind(("127.0.0.1", 7000))
listener.listen()
trait.ready()
