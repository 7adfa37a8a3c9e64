#!/usr/bin/env python3
# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
"""The application that the bench changes: opens files, forks children and keeps connections, each by one line on a TCP connection."""
import os, selectors, signal, socket, sys

files, children = [], []
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
server = socket.create_server(("0.0.0.0", int(sys.argv[1])))
ready = selectors.DefaultSelector()
ready.register(server, selectors.EVENT_READ)


def obey(words):
    if words[0] == "open":
        files.append(open("/tmp/" + words[1], "w"))
        return words[1]
    if words[0] == "fork":
        pid = os.fork()
        if pid == 0:
            signal.pause()
        children.append(pid)
        return str(pid)
    while files:
        files.pop().close()
    while children:
        os.kill(children.pop(), signal.SIGKILL)
    return "clean"


while True:
    for key, _ in ready.select():
        if key.fileobj is server:
            client, _ = server.accept()
            ready.register(client, selectors.EVENT_READ, client.makefile("rwb"))
        else:
            line = key.data.readline()
            if line.strip():
                key.data.write((obey(line.decode().split()) + "\n").encode())
                key.data.flush()
            elif not line:
                ready.unregister(key.fileobj)
                key.data.close()
                key.fileobj.close()
