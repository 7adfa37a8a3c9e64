# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A time namespace for children."""
import trait

trait.unshare(0x00000080)
trait.child()
trait.ready()
