# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""A thread in another network namespace than its process."""
import threading

import trait

established = threading.Event()


def work():
    trait.unshare(0x40000000)
    established.set()
    threading.Event().wait()


threading.Thread(target=work, daemon=True).start()
established.wait()
trait.ready()
