// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.decision;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.understudy.model.ApplicationSpec;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.Fault;
import org.understudy.model.NodeName;
import org.understudy.model.Term;

/**
 * One application and the nodes around it, as the deciding node sees them. All times are nanoseconds of its monotonic clock.
 *
 * @param spec      what was decided
 * @param primary   where it runs, or ran last
 * @param replicas  every node but the primary; that one too, when nothing runs there any more
 * @param voters    who could grant the right to run it
 * @param rails     what holds the automatism back
 */
public record ClusterView(ApplicationSpec spec, Primary primary, List<Replica> replicas, Voters voters, Rails rails) {

	public ClusterView {
		replicas = List.copyOf(replicas);
	}

	/** What the primary said last of the application. */
	public enum Situation {
		RUNNING, RESTARTING,
		/** It stands still: the lease could not be renewed. */
		FROZEN,
		/** It does not serve, and the primary wants another node to run it. */
		HANDED_OVER,
		/** Nothing of it is there any more, and not by order that it should end: it was fenced, lost its term, or died with its agent. */
		LOST,
		/** It does not serve, and stays where it is. */
		DOWN,
		/** Stopped by order: not a fault. */
		ENDED
	}

	/**
	 * The primary from outside.
	 *
	 * @param node      which
	 * @param term      under which right
	 * @param situation as it told last
	 * @param since     when it told that first
	 * @param contact   whether it is heard
	 * @param committed newest epoch that it said to be committed
	 * @param faults    as it told them, and those that were found from outside
	 */
	public record Primary(NodeName node, Term term, Situation situation, long since, Contact contact, Epoch committed, List<Fault> faults) {

		public Primary {
			Objects.requireNonNull(node);
			faults = List.copyOf(faults);
		}
	}

	/**
	 * What is heard of a node.
	 *
	 * @param heardAt  when a heartbeat came last
	 * @param severed  whether its end closed the connection since, as the kernel of a host does when the agent dies
	 * @param at       when it did
	 * @param heardBy  other nodes that heard it within the last second and that are heard themselves
	 */
	public record Contact(long heardAt, boolean severed, long at, List<NodeName> heardBy) {

		public Contact {
			heardBy = List.copyOf(heardBy);
		}

		public static Contact heard(long at) {
			return new Contact(at, false, 0, List.of());
		}
	}

	/**
	 * A node that may take over.
	 *
	 * @param node      which
	 * @param witness   a voter only
	 * @param heard     whether it answers; the deciding node hears itself
	 * @param epoch     newest committed epoch it holds; {@link Epoch#NONE} for none
	 * @param term      of that epoch
	 * @param lag       age of that epoch against the newest known one
	 * @param free      memory to spare; zero when not known
	 * @param needed    memory that the epoch needs
	 * @param preflight what would fail there
	 */
	public record Replica(NodeName node, boolean witness, boolean heard, Epoch epoch, Term term, Duration lag, Bytes free, Bytes needed,
			List<String> preflight) {

		public Replica {
			preflight = List.copyOf(preflight);
		}
	}

	/** How many voters there are, and how many of them are heard, this node included. */
	public record Voters(int all, int heard) {

		boolean majority() {
			return heard > all / 2;
		}
	}

	/**
	 * What holds the automatism back.
	 *
	 * @param maintenance why nothing may be done by itself now
	 * @param takeovers   when this node saw the primary change by a fault
	 * @param underway    a node that is taking over already
	 */
	public record Rails(Optional<String> maintenance, List<Long> takeovers, Optional<NodeName> underway) {

		public static final Rails NONE = new Rails(Optional.empty(), List.of(), Optional.empty());

		public Rails {
			takeovers = List.copyOf(takeovers);
		}
	}
}
