#!/bin/bash
# SPDX-License-Identifier: EPL-2.0
# SPDX-FileCopyrightText: 2026 Understudy contributors
#
# Freezes a capsule when its agent does not say in time that it still may run.
# usage: watchdog.sh CGROUP RECORD GRACE-MS DEADLINE-MS [COMMAND...]   (COMMAND: takes the capsule's address from the network; RECORD: file "<pid> <start>" of the watchdog in charge; log beside it)
# stdin: lines "<deadline>" in ms of /proc/uptime (absolute: a line that lay in the pipe must not grant time again), or "bye".
# End of stdin means that the agent died: at the deadline freeze, after the grace kill the capsule, exit. A new agent kills this
# process before it starts its own. Only builtins inside the loop: nothing to fork when memory is short.
# /proc/uptime is CLOCK_BOOTTIME: it goes on during suspend and does not follow the wall clock.

cgroup=$1 record=$2 log=$2.log grace=$3 deadline=$4
shift 4
cut_off=("$@")
frozen=0 orphaned=0 cut=0

trap '' HUP INT TERM PIPE
cd /
echo -1000 2>/dev/null >/proc/self/oom_score_adj

now() {
	local up
	read -r up _ </proc/uptime
	NOW=$((10#${up/./}0))
}

note() {
	printf '%(%FT%T%z)T %s\n' -1 "$1" 2>/dev/null >>"$log"
}

freeze() {
	# Again and again while the lease is over: a checkpoint that ends meanwhile would thaw the cgroup.
	if echo 1 2>/dev/null >"$cgroup/cgroup.freeze"; then
		((frozen)) || note "froze $cgroup"
		frozen=1
	fi
}

# The host's kernel would go on answering ARP for the address of a frozen capsule while another node has it already. Whoever thaws
# connects again.
cut_off() {
	((cut)) || ((${#cut_off[@]} == 0)) && return 0
	"${cut_off[@]}" >/dev/null 2>&1 </dev/null
	cut=1
	note "cut off $cgroup"
}

thaw() {
	cut=0
	((frozen)) || return 0
	echo 0 2>/dev/null >"$cgroup/cgroup.freeze"
	frozen=0
	note "thawed $cgroup"
}

# An agent that died before it had recorded this watchdog cannot have it killed by the next agent: step back for a recorded one.
replaced() {
	local pid
	read -r pid _ 2>/dev/null <"$record"
	[[ -n $pid && $pid != "$$" && -e /proc/$pid ]]
}

# Waits for a line, at most until the next thing to do; a second at most, to see the cgroup vanish.
hear() {
	local wait=$((deadline - NOW)) line status
	((wait <= 0)) && wait=100
	((wait > 1000)) && wait=1000
	printf -v wait '%d.%03d' $((wait / 1000)) $((wait % 1000))
	if ((orphaned)); then
		read -r -t "$wait" <&"$silence"
		return
	fi
	read -r -t "$wait" line
	status=$?
	if ((status == 0)); then
		[[ $line == bye ]] && exit 0
		[[ $line =~ ^[0-9]{1,15}$ ]] && deadline=$((10#$line))
	elif ((status <= 128)); then
		orphaned=1
		note "the agent of $cgroup died"
	fi
}

# A pipe that never says anything: bash has no builtin sleep.
exec {silence}<> <(:)
# What a watchdog before this one froze is for this one to thaw.
read -r frozen 2>/dev/null <"$cgroup/cgroup.freeze"
now
while [[ -e $cgroup/cgroup.procs ]]; do
	if ((orphaned)) && replaced; then
		exit 0
	fi
	if ((NOW >= deadline)); then
		freeze
		((NOW >= deadline + 1000)) && cut_off
	else
		thaw
	fi
	if ((orphaned && NOW >= deadline + grace)); then
		echo 1 2>/dev/null >"$cgroup/cgroup.kill"
		note "killed $cgroup: no agent came back within $grace ms"
		exit 0
	fi
	hear
	now
done
