# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""System V shared memory, attached and not; semaphores; a message queue with a message."""
import ctypes

import trait

libc = trait.libc
libc.shmat.restype = ctypes.c_void_p
attached = trait.check(libc.shmget(0x1234, 8192, 0o1600), "shmget")
address = libc.shmat(attached, None, 0)
loose = trait.check(libc.shmget(0x1235, 4096, 0o1600), "shmget")
semaphores = trait.check(libc.semget(0x1236, 3, 0o1600), "semget")
queue = trait.check(libc.msgget(0x1237, 0o1600), "msgget")
message = (ctypes.c_long * 2)(1, 42)
trait.check(libc.msgsnd(queue, ctypes.byref(message), ctypes.c_size_t(8), 0), "msgsnd")
trait.ready()
