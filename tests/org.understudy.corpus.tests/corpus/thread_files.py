# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A thread with a descriptor table of its own."""
import os
import threading

import trait

established = threading.Event()


def work():
    trait.unshare(0x400)
    os.open("/etc/passwd", os.O_RDONLY)
    established.set()
    threading.Event().wait()


threading.Thread(target=work, daemon=True).start()
established.wait()
trait.ready()
