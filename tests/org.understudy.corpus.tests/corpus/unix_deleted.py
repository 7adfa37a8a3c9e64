# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A unix listener whose path was removed."""
import os
import socket

import trait

listener = socket.socket(socket.AF_UNIX)
listener.bind("/srv-gone.sock")
listener.listen()
os.unlink("/srv-gone.sock")
trait.ready()
