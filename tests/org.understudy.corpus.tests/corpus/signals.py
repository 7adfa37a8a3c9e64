# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""signalfd and a signal that is pending."""
import ctypes
import os
import signal

import trait

signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGUSR2])
mask = ctypes.c_ulong(1 << signal.SIGUSR1 - 1)
descriptor = trait.check(trait.libc.signalfd(-1, ctypes.byref(mask), 0), "signalfd")
os.kill(os.getpid(), signal.SIGUSR1)
trait.ready()
