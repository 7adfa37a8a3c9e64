# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A descriptor of a child that has ended."""
import os

import trait

pid = os.fork()
if pid == 0:
    os._exit(0)
gone = os.pidfd_open(pid)
os.waitpid(pid, 0)
trait.ready()
