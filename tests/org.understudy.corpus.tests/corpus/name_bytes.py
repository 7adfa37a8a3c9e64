# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A file whose name is no UTF-8."""
import os

import trait

odd = os.open(b"/srv-\xff\xfe", os.O_CREAT | os.O_RDWR)
trait.ready()
