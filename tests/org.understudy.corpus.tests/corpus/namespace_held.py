# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A descriptor of its own network namespace."""
import os

import trait

own = os.open("/proc/self/ns/net", os.O_RDONLY)
trait.ready()
