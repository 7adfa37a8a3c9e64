#!/bin/bash
# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
# First process of a capsule, in its new PID, mount, IPC, UTS and network namespaces, until it becomes the application.
# usage: init.sh CGROUPS ROOT DEV HOSTNAME LOG DIRECTORY [NAME=VALUE...] COMMAND...
# Says "ready" on standard output just before it becomes the application; what fails before then is on standard error.
set -e
cgroups=$1 root=$2 dev=$3 host=$4 log=$5 directory=$6; shift 6
for cgroup in $cgroups; do echo 0 >"$cgroup/cgroup.procs"; done
echo "$host" >/proc/sys/kernel/hostname
mount --rbind "$root" "$root"; cd "$root"
mount -t proc proc proc
mount --rbind "$dev" dev
mount -t tmpfs -o mode=1777 shm dev/shm
pivot_root . .; umount --no-canonicalize --lazy .; cd /
mkdir -p "${log%/*}"; cd "$directory"
# one descriptor that leads out of the capsule makes every dump fail
for f in /proc/self/fd/*; do n=${f##*/}; [ "$n" -le 2 ] || eval "exec $n>&-"; done
echo ready
exec setsid env -i "$@" </dev/null >>"$log" 2>&1
