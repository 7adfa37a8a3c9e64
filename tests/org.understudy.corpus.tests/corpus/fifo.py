# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A named pipe with content."""
import os

import trait

os.mkfifo("/srv-fifo")
fifo = os.open("/srv-fifo", os.O_RDWR)
os.write(fifo, b"content")
trait.ready()
