# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A child in a session of its own whose parent has ended."""
import os

import trait


def detach():
    os.setsid()
    trait.child()


trait.child(detach)
trait.ready()
