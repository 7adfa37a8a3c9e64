# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A context of kernel asynchronous I/O."""
import ctypes

import trait

context = ctypes.c_ulong(0)
trait.syscall(206, 8, ctypes.byref(context))
trait.ready()
