# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Its working directory was removed, and an open one too."""
import os

import trait

os.mkdir("/srv-here")
os.mkdir("/srv-there")
there = os.open("/srv-there", os.O_RDONLY)
os.chdir("/srv-here")
os.rmdir("/srv-here")
os.rmdir("/srv-there")
trait.ready()
