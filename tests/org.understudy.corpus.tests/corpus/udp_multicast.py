# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A member of a multicast group."""
import socket

import trait

member = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
member.bind(("", 7000))
member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton("224.0.0.251") + socket.inet_aton("127.0.0.1"))
trait.ready()
