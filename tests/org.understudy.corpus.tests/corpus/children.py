# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A child, a grandchild, a zombie and a stopped one."""
import os
import signal
import time

import trait

trait.child(trait.child)
stopped = trait.child()
os.kill(stopped, signal.SIGSTOP)
zombie = os.fork()
if zombie == 0:
    os._exit(3)
os.waitid(os.P_PID, stopped, os.WSTOPPED | os.WNOWAIT)
os.waitid(os.P_PID, zombie, os.WEXITED | os.WNOWAIT)
trait.ready()
