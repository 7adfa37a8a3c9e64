# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Descriptors of a living child and of itself."""
import os

import trait

mine = os.pidfd_open(os.getpid())
other = os.pidfd_open(trait.child())
trait.ready()
