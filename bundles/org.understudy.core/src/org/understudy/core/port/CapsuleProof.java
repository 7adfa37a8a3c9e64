// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.util.List;

import org.understudy.model.Bytes;
import org.understudy.model.ProblemException;

/** Looks at what capsules leave on this host and send into the world, by other means than those that make and remove them. Thread-safe. */
public interface CapsuleProof {

	/** Everything on this host that belongs to a capsule of this plan, in words: processes, mounts, namespaces, interfaces, cgroup, files, packet filters. */
	List<String> traces(CapsulePlan plan) throws ProblemException;

	/** What the processes of an isolated capsule tried to send, and whether it could leave. */
	Isolation isolation(Capsule capsule) throws ProblemException;

	/** Cuts a capsule's own network, seen from inside, or mends it. */
	void cut(Capsule capsule, boolean cut) throws ProblemException;

	/** Memory that can be had without swapping. */
	Bytes freeMemory();

	/**
	 * Counted, not believed.
	 *
	 * @param waysOut  interfaces of its network namespace whose other end is outside it; empty when it is isolated
	 * @param attempts packets that its processes and its kernel gave to an interface
	 * @param left     packets that an interface with an end outside took
	 */
	record Isolation(List<String> waysOut, long attempts, long left) {

		public Isolation {
			waysOut = List.copyOf(waysOut);
		}

		public boolean holds() {
			return waysOut.isEmpty() && left == 0;
		}
	}
}
