# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A child in another net namespace."""
import trait

trait.child(lambda: trait.unshare(0x40000000))
trait.ready()
