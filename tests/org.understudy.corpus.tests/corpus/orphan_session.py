# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A process whose session leader has ended."""
import os

import trait

reader, writer = os.pipe()
leader = os.fork()
if leader == 0:
    os.setsid()
    if os.fork() == 0:
        os.write(writer, b"x")
        os.close(writer)
        os.close(reader)
        trait.rest()
    os._exit(0)
os.waitpid(leader, 0)
os.read(reader, 1)
os.close(reader)
os.close(writer)
trait.ready()
