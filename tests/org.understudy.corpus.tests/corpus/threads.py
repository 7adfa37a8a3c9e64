# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Several threads."""
import threading

import trait

stop = threading.Event()
for number in range(4):
    threading.Thread(target=stop.wait, name="worker-%d" % number, daemon=True).start()
trait.ready()
