# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A deleted file that is larger than CRIU takes along."""
import os

import trait

gone = open("/srv-gone", "wb", 0)
os.posix_fallocate(gone.fileno(), 0, 80 << 20)
os.unlink("/srv-gone")
trait.ready()
