# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""An express data path socket."""
import socket

import trait

try:
    xdp = socket.socket(44, socket.SOCK_RAW)
except OSError as error:
    trait.absent(str(error))
trait.ready()
