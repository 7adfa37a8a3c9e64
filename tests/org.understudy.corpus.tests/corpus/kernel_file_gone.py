# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""An open file about a process that has ended."""
import os

import trait

pid = os.fork()
if pid == 0:
    trait.rest()
gone = open("/proc/%d/status" % pid)
os.kill(pid, 9)
os.waitpid(pid, 0)
trait.ready()
