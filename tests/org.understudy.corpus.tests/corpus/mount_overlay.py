# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""An overlay of its own, inside the capsule's, with an open file."""
import os

import trait

os.mkdir("/dev/shm/o")
for name in ("lower", "upper", "work", "all"):
    os.mkdir("/dev/shm/o/" + name)
open("/dev/shm/o/lower/file", "w").close()
options = b"lowerdir=/dev/shm/o/lower,upperdir=/dev/shm/o/upper,workdir=/dev/shm/o/work"
trait.check(trait.libc.mount(b"own", b"/dev/shm/o/all", b"overlay", 0, options), "mount")
file = open("/dev/shm/o/all/file")
trait.ready()
