# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Netlink sockets, one a member of a group."""
import socket

import trait

route = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
route.bind((0, 1))
uevent = socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, 15)
trait.ready()
