// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Makes, holds and removes capsules on this host. Thread-safe across different capsules; all calls have inner deadlines. */
public interface CapsuleHost {

	/** What is missing on this host, with remedies; empty when capsules can be made. */
	List<Problem> probe();

	/** Makes a capsule and starts its command in it; its network is not yet connected. Undoes everything on failure. */
	Capsule start(CapsulePlan plan) throws ProblemException;

	/** Makes everything but the processes, to restore into it ({@code rootPid} 0). Undoes everything on failure. */
	Capsule prepare(CapsulePlan plan) throws ProblemException;

	/** Starts the plan's command in a prepared capsule, whose upper directory may already hold files. */
	Capsule launch(Capsule prepared) throws ProblemException;

	/** Records the first process of a restored capsule, so that {@link #find} knows it after a restart of the agent. */
	Capsule adopt(Capsule prepared, long rootPid) throws ProblemException;

	/** The capsule of that id that this host's processes still run in, made before this agent started perhaps. */
	Optional<Capsule> find(String id);

	/** Whether its first process lives. */
	boolean isAlive(Capsule capsule);

	/** Stops all its processes where they stand, by the cgroup; returns when they stand. */
	void freeze(Capsule capsule) throws ProblemException;

	/** Lets them go on. */
	void thaw(Capsule capsule) throws ProblemException;

	/** Ends all its processes; the capsule stays and can be launched again. */
	void stop(Capsule capsule);

	/**
	 * Runs a line of shell inside: beside the processes of a running capsule, alone on the files of a prepared one.
	 *
	 * @param environment variables besides the plan's
	 * @throws ProblemException when it could not be started, or was killed at the deadline
	 */
	Exit run(Capsule capsule, String command, Map<String, String> environment, Duration deadline) throws ProblemException;

	/** How a command inside a capsule ended: 0 for well; what it printed. */
	record Exit(int code, String output) {
	}

	/** Places of this host that a capsule of this plan does not have, or has without their being replicated; empty when there are none. */
	List<Problem> uncovered(CapsulePlan plan);

	/**
	 * Makes the network and cgroup of a capsule to come, and takes its address: packets for it arrive here from now on and are kept, in
	 * order, until the capsule is {@linkplain #connect connected}; {@link #prepare} makes the rest. {@link #destroy} undoes it.
	 */
	void hold(CapsulePlan plan) throws ProblemException;

	/** Gives the network its address: from now on packets for it arrive here. Does nothing for an isolated capsule. */
	void connect(Capsule capsule) throws ProblemException;

	/** Takes the address away from the network; connections are not closed. */
	void disconnect(Capsule capsule) throws ProblemException;

	/** Tells the neighbours where the address is now: gratuitous ARP, repeated for two seconds in the background. */
	void announce(CapsulePlan plan);

	/**
	 * The command that takes the address away from the network when this process cannot: for a watchdog. Connecting again undoes it.
	 * Empty for an isolated capsule.
	 */
	List<String> cutOff(Capsule capsule);

	/**
	 * Ends all processes of the capsule of this plan and removes everything of it, whether it runs, was only prepared, or died with an
	 * earlier agent: mounts, namespaces, interfaces, cgroup, home. Goes on after a failed part.
	 *
	 * @return what is left over, in words; empty when nothing leaked
	 */
	List<String> destroy(CapsulePlan plan);
}
