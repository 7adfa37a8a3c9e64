# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A child in another pid namespace."""
import trait

trait.unshare(0x20000000)
trait.child()
trait.ready()
