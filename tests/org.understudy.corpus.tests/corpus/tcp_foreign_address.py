# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A listener on an address that the capsule does not have."""
import socket

import trait

listener = socket.socket()
listener.setsockopt(socket.SOL_IP, 15, 1)  # IP_FREEBIND
listener.bind(("192.0.2.7", 7000))
listener.listen()
trait.ready()
