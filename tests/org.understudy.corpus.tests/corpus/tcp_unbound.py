# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""TCP sockets in none of the kernel's tables: new ones, and one that is bound and does not listen."""
import socket

import trait

new = socket.socket()
six = socket.socket(socket.AF_INET6)
bound = socket.socket()
bound.bind(("127.0.0.1", 7000))
trait.ready()
