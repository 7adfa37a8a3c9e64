# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A BPF map."""
import ctypes

import trait

attributes = ctypes.create_string_buffer(120)
ctypes.memmove(attributes, b"\x02\0\0\0\x04\0\0\0\x04\0\0\0\x01\0\0\0", 16)
descriptor = trait.syscall(321, 0, attributes, 120)
trait.ready()
