# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A thread of another user than its process."""
import threading

import trait

established = threading.Event()


def work():
    trait.syscall(117, 1, 1, 1)
    established.set()
    threading.Event().wait()


threading.Thread(target=work, daemon=True).start()
established.wait()
trait.ready()
