# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Limits, priority, scheduling and affinity other than usual."""
import os
import resource

import trait

resource.setrlimit(resource.RLIMIT_NOFILE, (200, 300))
os.nice(5)
os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
os.sched_setaffinity(0, {0})
trait.ready()
