# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""userfaultfd."""
import trait

descriptor = trait.syscall(323, 0)
trait.ready()
