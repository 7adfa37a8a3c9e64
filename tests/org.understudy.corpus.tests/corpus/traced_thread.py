# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A process of which one thread, not the first, is traced."""
import ctypes
import os
import threading
import time

import trait

stop = threading.Event()


def work():
    threading.Thread(target=stop.wait, daemon=True).start()


pid = trait.child(work)
thread = max(int(t) for t in os.listdir("/proc/%d/task" % pid))
trait.libc.ptrace.argtypes = [ctypes.c_long] * 4
trait.check(trait.libc.ptrace(0x4206, thread, 0, 0), "seize")
trait.ready()
