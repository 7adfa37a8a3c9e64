# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A seccomp filter with a descriptor that listens to it."""
import ctypes
import struct

import trait

program = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0x7FFF0000))
filter_ = ctypes.create_string_buffer(struct.pack("H6xQ", 1, ctypes.addressof(program)))
trait.libc.prctl(38, 1, 0, 0, 0)
listener = trait.syscall(317, 1, 8, filter_)
trait.ready()
