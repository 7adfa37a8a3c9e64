# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A pseudo terminal whose master was closed."""
import os
import signal

import trait

master, slave = os.openpty()
signal.signal(signal.SIGHUP, signal.SIG_IGN)
os.close(master)
trait.ready()
