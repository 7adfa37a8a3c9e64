# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A child in another mnt namespace."""
import trait

trait.child(lambda: trait.unshare(0x00020000))
trait.ready()
