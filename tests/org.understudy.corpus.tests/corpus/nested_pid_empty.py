# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A pid namespace for children to come."""
import os

import trait

def other():
    trait.unshare(0x20000000)

trait.child(other)
trait.ready()
