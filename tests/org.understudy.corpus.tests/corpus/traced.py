# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A child that is traced."""
import os
import signal

import trait


def stop():
    trait.check(trait.libc.ptrace(0, 0, None, None), "ptrace")


pid = os.fork()
if pid == 0:
    stop()
    os.kill(os.getpid(), signal.SIGSTOP)
    trait.rest()
os.waitpid(pid, os.WUNTRACED)
trait.ready()
