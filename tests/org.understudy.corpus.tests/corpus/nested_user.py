# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A child in another user namespace."""
import trait

trait.child(lambda: trait.unshare(0x10000000))
trait.ready()
