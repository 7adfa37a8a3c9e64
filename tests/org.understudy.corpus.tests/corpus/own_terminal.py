# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A pseudo terminal of its own, whose slave is a child's controlling terminal."""
import os
import pty

import trait

pid, master = pty.fork()
if pid == 0:
    os.write(1, b"x")
    trait.rest()
os.read(master, 1)
trait.ready()
