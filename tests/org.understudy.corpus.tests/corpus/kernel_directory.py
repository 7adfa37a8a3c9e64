# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""An open directory of the kernel's about the program itself."""
import os

import trait

own = os.open("/proc/self", os.O_RDONLY)
trait.ready()
