# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Packet sockets, one bound to an interface."""
import socket

import trait

every = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
bound = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, 0)
bound.bind(("lo", 0x800))
trait.ready()
