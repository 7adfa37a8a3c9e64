# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A packet filter on a socket, and options that are seldom used."""
import ctypes
import socket
import struct

import trait

program = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0xFFFF))
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(("127.0.0.1", 7000))
udp.setsockopt(socket.SOL_SOCKET, 26, struct.pack("H6xQ", 1, ctypes.addressof(program)))
tcp = socket.create_server(("127.0.0.1", 7001))
tcp.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b"lo")
tcp.setsockopt(socket.IPPROTO_TCP, 23, 5)
trait.ready()
