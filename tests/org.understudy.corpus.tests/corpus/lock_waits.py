# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A process that waits for a lock which another of the tree has."""
import fcntl
import os
import time

import trait

held = open("/srv-lock", "w")
fcntl.flock(held, fcntl.LOCK_EX)
if os.fork() == 0:
    other = open("/srv-lock", "r")
    fcntl.flock(other, fcntl.LOCK_EX)
while "->" not in open("/proc/locks").read():
    time.sleep(0.01)
trait.ready()
