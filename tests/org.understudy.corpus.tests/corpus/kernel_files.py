# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""Open files of the kernel's: of itself, of the system, of its mounts."""
import trait

kept = [open(name) for name in ("/proc/self/maps", "/proc/self/mountinfo", "/proc/meminfo", "/proc/sys/kernel/hostname", "/proc/net/tcp")]
trait.ready()
