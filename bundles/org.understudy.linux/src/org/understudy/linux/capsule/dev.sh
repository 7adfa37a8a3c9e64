#!/bin/bash
# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
# Makes a capsule's /dev: a tmpfs with what every program expects and pseudo-terminals of its own.
# usage: dev.sh DIRECTORY
set -e
mount -t tmpfs -o mode=755,size=1m dev "$1"; cd "$1"
mkdir pts shm mqueue
for d in null:3 zero:5 full:7 random:8 urandom:9; do mknod -m 666 "${d%:*}" c 1 "${d#*:}"; done
mknod -m 666 tty c 5 0
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts pts
ln -s pts/ptmx ptmx; ln -s /proc/self/fd fd
ln -s /proc/self/fd/0 stdin; ln -s /proc/self/fd/1 stdout; ln -s /proc/self/fd/2 stderr
