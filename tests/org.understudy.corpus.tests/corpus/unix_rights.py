# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A descriptor under way in a unix socket."""
import socket

import trait

near, far = socket.socketpair()
with open("/etc/passwd") as file:
    socket.send_fds(near, [b"x"], [file.fileno()])
trait.ready()
