// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replication;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.understudy.model.CommitPolicy;
import org.understudy.model.Epoch;
import org.understudy.model.NodeName;

/**
 * Who has one epoch, and what that makes of it.
 *
 * @param epoch   which
 * @param open    secondaries whose answer is awaited
 * @param held    those that acknowledged it, the first one first
 * @param skipped those that took a newer one in its place
 * @param failed  those that refused it or could not be reached
 */
public record EpochTally(Epoch epoch, Set<NodeName> open, List<NodeName> held, Set<NodeName> skipped, Set<NodeName> failed) {

	public enum Verdict {
		/** Enough may still come. */
		OPEN,
		/** Enough secondaries hold it; it stays so whatever the others answer. */
		COMMITTED,
		/** Too few hold it, and only because a newer one took its place. */
		SKIPPED,
		/** Too few hold it, and no more can. */
		ABANDONED
	}

	public EpochTally {
		open = Set.copyOf(open);
		held = List.copyOf(held);
		skipped = Set.copyOf(skipped);
		failed = Set.copyOf(failed);
	}

	/** One that was offered to these. */
	public static EpochTally offered(Epoch epoch, Set<NodeName> to) {
		return new EpochTally(epoch, to, List.of(), Set.of(), Set.of());
	}

	public EpochTally holds(NodeName node) {
		List<NodeName> more = new ArrayList<>(held);
		if (!more.contains(node)) {
			more.add(node);
		}
		return new EpochTally(epoch, without(node), more, skipped, failed);
	}

	public EpochTally skips(NodeName node) {
		return new EpochTally(epoch, without(node), held, with(skipped, node), failed);
	}

	public EpochTally fails(NodeName node) {
		return new EpochTally(epoch, without(node), held, skipped, with(failed, node));
	}

	private Set<NodeName> without(NodeName node) {
		Set<NodeName> rest = new HashSet<>(open);
		rest.remove(node);
		return rest;
	}

	private static Set<NodeName> with(Set<NodeName> some, NodeName node) {
		Set<NodeName> more = new HashSet<>(some);
		more.add(node);
		return more;
	}

	/** @param wanted how many secondaries the application is to have */
	public Verdict verdict(CommitPolicy policy, int wanted) {
		int needed = policy.needed(wanted);
		if (held.size() >= needed) {
			return Verdict.COMMITTED;
		} else if (held.size() + open.size() >= needed) {
			return Verdict.OPEN;
		}
		// with the skipped ones it would have been enough
		return held.size() + open.size() + skipped.size() >= needed ? Verdict.SKIPPED : Verdict.ABANDONED;
	}
}
