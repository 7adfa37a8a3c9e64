# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""io_uring."""
import ctypes

import trait

ring = trait.syscall(425, 4, ctypes.create_string_buffer(120))
trait.ready()
