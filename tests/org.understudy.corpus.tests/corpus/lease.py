# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A lease on a file."""
import fcntl

import trait

open("/srv-leased", "w").close()
leased = open("/srv-leased")
try:
    fcntl.fcntl(leased, fcntl.F_SETLEASE, fcntl.F_RDLCK)
except OSError as error:
    trait.absent(str(error))
trait.ready()
