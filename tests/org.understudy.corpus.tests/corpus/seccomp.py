# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A seccomp filter that allows everything."""
import ctypes
import struct

import trait

program = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0x7FFF0000))
filter_ = ctypes.create_string_buffer(struct.pack("H6xQ", 1, ctypes.addressof(program)))
trait.libc.prctl(38, 1, 0, 0, 0)
trait.check(trait.libc.prctl(22, 2, filter_), "seccomp")
trait.ready()
