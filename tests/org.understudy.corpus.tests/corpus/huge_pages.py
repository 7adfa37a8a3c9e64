# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Memory in huge pages."""
import mmap

import trait

try:
    memory = mmap.mmap(-1, 2 << 20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40000)
    memory[0] = 1
except OSError as error:
    trait.absent(str(error))
trait.ready()
