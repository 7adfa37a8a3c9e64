# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""An ICMP datagram socket, as ping(8) uses without privileges."""
import socket

import trait

open("/proc/sys/net/ipv4/ping_group_range", "w").write("0 1000")
try:
    ping = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMP)
    ping.bind(("127.0.0.1", 7))
except OSError as error:
    trait.absent(str(error))
trait.ready()
