# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A POSIX message queue."""
import ctypes
import os

import trait

try:
    library = ctypes.CDLL("librt.so.1", use_errno=True)
    library.mq_open
except (OSError, AttributeError):
    library = trait.libc
queue = trait.check(library.mq_open(b"/queue", os.O_CREAT | os.O_RDWR, 0o600, None), "mq_open")
trait.ready()
