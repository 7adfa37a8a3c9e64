# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A ruleset of the landlock security module, held open."""
import ctypes

import trait

ruleset = trait.syscall(444, ctypes.byref(ctypes.c_ulonglong(1)), ctypes.c_size_t(8), 0)
trait.ready()
