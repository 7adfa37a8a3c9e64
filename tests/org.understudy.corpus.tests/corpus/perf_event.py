# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A performance counter."""
import ctypes
import struct

import trait

attributes = ctypes.create_string_buffer(128)
ctypes.memmove(attributes, struct.pack("IIQ", 1, 128, 1), 16)
descriptor = trait.syscall(298, attributes, 0, -1, -1, 0)
trait.ready()
