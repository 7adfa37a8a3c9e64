# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Memory that not even the kernel's own readers may see."""
import mmap

import trait

secret = trait.syscall(447, 0)
import os
os.ftruncate(secret, 4096)
mapped = mmap.mmap(secret, 4096)
mapped[0] = 7
trait.ready()
