# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A socket to the hypervisor."""
import socket

import trait

try:
    vsock = socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)
except OSError as error:
    trait.absent(str(error))
trait.ready()
