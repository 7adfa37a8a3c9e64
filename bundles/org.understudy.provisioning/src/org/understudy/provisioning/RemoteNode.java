// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.time.Duration;
import java.util.Optional;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** The node's directories and its agent's process on a host; every step can be repeated. */
final class RemoteNode {

	private static final Duration QUICK = Duration.ofSeconds(20);
	private static final Duration READY = Duration.ofSeconds(60);
	private static final Duration STOPPED = Duration.ofSeconds(20);

	/**
	 * Makes both directories and notes in the home what was made, so that removing needs no other memory. {@code made} is the
	 * topmost directory that was not there before.
	 */
	private static final String MAKE = """
			set -e
			made() { d=$1; top=; while [ ! -d "$d" ]; do top=$d; d=$(dirname "$d"); done; echo "$top"; }
			p=$(made "$program"); h=$(made "$home")
			mkdir -p "$program" "$home"; chmod 700 "$home"
			printf '%s\\n' "$program" "$p" "$h" > "$home/provisioned"
			""";

	/** A process is ours when the home is one of its arguments: its number alone may have been given away since. */
	private static final String STOP = """
			[ -f "$home/agent.pid" ] || exit 0
			read pid rest < "$home/agent.pid"
			case $pid in ''|*[!0-9]*) exit 0;; esac
			ours() { tr '\\0' '\\n' < /proc/$pid/cmdline 2>/dev/null | grep -Fxq -- "$home"; }
			ours || exit 0
			kill -TERM $pid
			i=0; while ours && [ $i -lt 50 ]; do sleep 0.2; i=$((i+1)); done
			ours && kill -KILL $pid
			i=0; while ours && [ $i -lt 25 ]; do sleep 0.2; i=$((i+1)); done
			! ours
			""";

	/** Removes only what MAKE noted, and of the parents only those that it made and that are empty. */
	private static final String DELETE = """
			[ -f "$home/provisioned" ] || exit 3
			{ read -r program; read -r p; read -r h; } < "$home/provisioned"
			case $program in /?*) ;; *) exit 4;; esac
			up() { d=$(dirname "$1"); while [ -n "$2" ] && case $d/ in "$2"/*) true;; *) false;; esac; do
			rmdir "$d" 2>/dev/null || break; d=$(dirname "$d"); done; }
			while read -r _ _ _ _ m _; do case $m in "$home"/*) umount "$m";; esac; done < /proc/self/mountinfo
			rm -rf -- "$program" && rm -rf -- "$home" || exit 5
			up "$program" "$p"; up "$home" "$h"
			exit 0
			""";

	/**
	 * Where the running agent of that name has its home, if Understudy put it there. Its arguments stand in /proc, apart by zeros. Only an
	 * agent in the network namespace of this login is on this host: a process id namespace may be shared by several.
	 */
	private static final String LOCATE = """
			net=$(readlink /proc/self/ns/net)
			for f in /proc/[0-9]*/cmdline; do
			[ "$(readlink "${f%cmdline}ns/net" 2>/dev/null)" = "$net" ] || continue
			h=$(tr '\\000' '\\n' < "$f" 2>/dev/null | sed -n '/^org[.]understudy[.]agent[.]Main$/,$ { /^--home$/ { n; p; } }')
			[ -n "$h" ] && [ -f "$h/provisioned" ] && grep -q "\\"name\\":\\"$name\\"" "$h/node.json" && { echo "$h"; exit 0; }
			done
			exit 1
			""";

	/**
	 * A child that ended stays a zombie of this shell, which kill -0 takes for alive, and its command line is empty for a moment
	 * while it turns into the program: its state tells. An agent that is not ready is ended here, for it may have no pid file yet.
	 */
	private static final String START = """
			cd "$home" || exit 1
			rm -f ready
			setsid nohup "$program/bin/understudy-agent" run --home "$home" >>agent.log 2>&1 </dev/null &
			pid=$!
			ended() { case $(sed 's/.*) //' /proc/$pid/stat 2>/dev/null) in ''|[ZX]*) true;; *) false;; esac; }
			fail() { kill -KILL $pid 2>/dev/null; echo "$1"; tail -n 5 agent.log; exit 2; }
			i=0
			while [ ! -e ready ]; do
			! ended || fail "the agent ended:"
			[ $i -lt 250 ] || fail "the agent is not ready:"
			sleep 0.2; i=$((i+1))
			done
			""";

	private final HostSession session;
	private final String home;

	RemoteNode(HostSession session, String home) {
		this.session = session;
		this.home = home;
	}

	void make(String program) throws ProblemException {
		session.require(Shell.script(MAKE, "program", program, "home", home), QUICK, Problem.error("host-write-failed",
				"The directories could not be made on " + session.host() + ".", "Their file system refuses it.", "Check " + program + " there."));
	}

	/** Makes the node's identity; answers with its public part, one line of JSON. */
	String init(ProvisionRequest request) throws ProblemException {
		var node = request.node();
		String ports = "%d,%d,%d".formatted(node.ports().administration(), node.ports().mesh(), node.ports().membership());
		String command = "exec \"$program/bin/understudy-agent\" init --home \"$home\" --name \"$name\" --address \"$address\" --ports "
				+ ports + (node.witness() ? " --witness" : "");
		String output = session.require(
				Shell.script(command, "program", request.program(), "home", home, "name", node.name().value(), "address", node.address()), READY,
				agentFailed("The agent could not make the node's identity on " + session.host() + "."));
		return output.lines().filter(l -> l.startsWith("{")).findFirst().orElseThrow(
				() -> agentFailed("The agent on " + session.host() + " did not tell the node's identity.").causedBy(output).exception());
	}

	/** Starts the agent in a session of its own and waits until its doors are open. */
	void start(String program) throws ProblemException {
		session.require(Shell.script(START, "program", program, "home", home), READY.plus(READY),
				agentFailed("The agent did not start on " + session.host() + "."));
	}

	void stop() throws ProblemException {
		session.require(Shell.script(STOP, "home", home), STOPPED, Problem.error("host-agent-not-stopped",
				"The agent on " + session.host() + " did not stop.", "It stands in a system call.", "Look at the process in " + home + "/agent.pid."));
	}

	void delete() throws ProblemException {
		session.require(Shell.script(DELETE, "home", home), READY, Problem.error("host-not-removed",
				"The node's directories on " + session.host() + " could not be removed.",
				"Either none was provisioned in " + home + " by Understudy, or the file system refuses it.", "Check the directory there."));
	}

	/** The node of that name where the host has it: in the named home, or where its agent runs. */
	static Optional<RemoteNode> find(HostSession session, HostProvisioner.Installed node) throws ProblemException {
		RemoteNode named = new RemoteNode(session, node.home());
		if (named.isProvisioned()) {
			return Optional.of(named);
		}
		HostSession.Output running = session.exec(Shell.script(LOCATE, "name", node.name().value()), QUICK);
		return running.ok() ? Optional.of(new RemoteNode(session, running.out().strip())) : Optional.empty();
	}

	boolean isProvisioned() throws ProblemException {
		return session.exec(Shell.script("[ -f \"$home/provisioned\" ]", "home", home), QUICK).ok();
	}

	private Problem agentFailed(String summary) {
		return Problem.error("host-agent-failed", summary, "See the cause, and " + home + "/agent.log while it is there.",
				"Correct what it names and add the host again.");
	}
}
