# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""What the programs of the corpus share. Each has one trait, says "ready" when it is established, and then waits for its end."""
import ctypes
import os
import signal
import sys

libc = ctypes.CDLL(None, use_errno=True)


def check(result, what="call"):
    """A trait that this kernel does not offer ends the program with the word "absent": nothing to compare then."""
    if result is None or result < 0:
        number = ctypes.get_errno()
        absent("%s: %s" % (what, os.strerror(number)))
    return result


def absent(why):
    print("absent " + why, flush=True)
    rest()


def syscall(number, *arguments):
    return check(libc.syscall(ctypes.c_long(number), *arguments), "syscall %d" % number)


def unshare(flags):
    check(libc.unshare(flags), "unshare")


def child(action=None):
    """Forks; the child acts, tells that it has, and waits; the pipe between the two is closed afterwards."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        if action:
            action()
        os.write(writer, b"x")
        os.close(writer)
        rest()
    os.close(writer)
    os.read(reader, 1)
    os.close(reader)
    return pid


def ready():
    print("ready", flush=True)
    rest()


def rest():
    while True:
        signal.pause()
