# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""The devices that every program may use."""
import os

import trait

kept = [open("/dev/" + name, "rb") for name in ("null", "zero", "full", "random", "urandom")]
trait.ready()
