# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Nothing but memory and a file of its own."""
import trait

trait.memory = bytearray(b"x" * 100_000)
log = open("/srv-plain.txt", "w")
log.write("one line\n")
log.flush()
trait.ready()
