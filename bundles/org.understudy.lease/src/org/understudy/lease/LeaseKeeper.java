// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.understudy.model.NodeName;
import org.understudy.model.Term;
import org.understudy.model.Vote;

/**
 * Tells the primary until when it may run. Holds state but no thread, clock or I/O: times are nanoseconds of the primary's
 * monotonic clock, {@link System#nanoTime}. Starts frozen: the first {@link Decision.Thaw} says that the application may run, also
 * for an agent that restarts beside a running capsule. Not thread-safe: the agent's loop owns it.
 */
public final class LeaseKeeper {

	private final Term term;
	private final LeaseTiming timing;
	private final Map<NodeName, Long> grantedAt = new HashMap<>();
	private final Map<NodeName, Term> higher = new HashMap<>();
	private Set<NodeName> voters;
	private boolean frozen = true;
	private Decision.End ended;

	/**
	 * @param term   that this node won; only a term won by a majority may ever be renewed
	 * @param voters all nodes of the cluster
	 */
	public LeaseKeeper(Term term, Set<NodeName> voters, LeaseTiming timing) {
		this.term = term;
		this.voters = Set.copyOf(voters);
		this.timing = timing;
	}

	public Term term() {
		return term;
	}

	/** The cluster has other voters now. Add or remove one at a time: only then do old and new majorities share a voter. */
	public void reconfigure(Set<NodeName> now) {
		voters = Set.copyOf(now);
		grantedAt.keySet().retainAll(voters);
		higher.keySet().retainAll(voters);
	}

	/**
	 * Answers to the renewal (or the election) that was sent at {@code sentAt}.
	 *
	 * @param sentAt read before the first ballot left: the voters count from later, which is what makes the lease safe
	 */
	public Decision onVotes(long sentAt, Collection<Vote> votes, long now) {
		for (Vote vote : votes) {
			if (voters.contains(vote.voter())) {
				count(sentAt, vote);
			}
		}
		return onTick(now);
	}

	/** Call often, at least every tenth of the lease; the watchdog stands in when that fails. */
	public Decision onTick(long now) {
		if (ended == null && hopeless(now)) {
			Term highest = higher.values().stream().max(Term::compareTo).orElseThrow();
			ended = new Decision.End(highest, "term %s was granted at %d of %d voters".formatted(highest, higher.size(), voters.size()));
		}
		if (ended != null) {
			return ended;
		}
		return leased(now) ? run() : freeze();
	}

	private void count(long sentAt, Vote vote) {
		if (vote.granted()) {
			grantedAt.merge(vote.voter(), sentAt, (a, b) -> a - b > 0 ? a : b);
		} else if (vote.highest().compareTo(term) > 0) {
			higher.put(vote.voter(), vote.highest());
		}
	}

	private Decision run() {
		boolean thaw = frozen;
		frozen = false;
		String why = "%d of %d voters granted term %s".formatted(grantedAt.size(), voters.size(), term) + contested();
		return thaw ? new Decision.Thaw(deadline(), why) : new Decision.Run(deadline(), why);
	}

	private Decision freeze() {
		frozen = true;
		return new Decision.Freeze("no majority of %d voters has renewed term %s within %d ms"
				.formatted(voters.size(), term, timing.lease().toMillis()) + contested());
	}

	private String contested() {
		return higher.isEmpty() ? "" : "; a higher term at " + String.join(", ", higher.keySet().stream().map(NodeName::value).toList());
	}

	/**
	 * A candidate that was cut off may have got a higher term from a minority, itself: that alone must not end a primary that a
	 * majority still renews. The term is over when no majority is left for it, or when the lease is over and a higher term is out.
	 */
	private boolean hopeless(long now) {
		return !higher.isEmpty() && (voters.size() - higher.size() < majority() || !leased(now));
	}

	private boolean leased(long now) {
		return grantedAt.size() >= majority() && deadline() - now > 0;
	}

	/** Counted from the newest send that a majority has granted since: each voter may have answered another one. */
	private long deadline() {
		long[] sends = grantedAt.values().stream().mapToLong(Long::longValue).toArray();
		long origin = sends[0];
		// nanoTime may overflow: compare differences
		List<Long> newestFirst = Arrays.stream(sends).map(s -> s - origin).boxed().sorted((a, b) -> Long.compare(b, a)).toList();
		return origin + newestFirst.get(majority() - 1) + timing.lease().toNanos();
	}

	private int majority() {
		return voters.size() / 2 + 1;
	}
}
