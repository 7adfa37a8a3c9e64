// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import java.time.Duration;
import java.util.Objects;

import org.understudy.model.Ballot;

/**
 * The voter's rule as a pure function of what it promised and how long ago it heard of the holder; {@code docs/design/lease.md}
 * says why each line is safe.
 */
final class VoteRule {

	private VoteRule() {
	}

	/**
	 * @param granted    the answer
	 * @param next       the promise from now on, to be saved when it differs; null while none was ever made
	 * @param retryAfter when another answer is possible; zero when waiting does not help
	 * @param why        reason of a refusal; of a granted TAKE, how the lease before it ended
	 */
	record Verdict(boolean granted, Grant next, Duration retryAfter, String why) {

		private static Verdict yes(Ballot ballot, String why) {
			return new Verdict(true, new Grant(ballot.term(), ballot.node(), false), Duration.ZERO, why);
		}

		/** The same answer, that changes no promise. */
		private Verdict unbinding(Grant known) {
			return new Verdict(granted, known, retryAfter, why);
		}

		private static Verdict no(Grant known, Duration retryAfter, String why) {
			return new Verdict(false, known, retryAfter, why);
		}
	}

	/**
	 * @param known  the promise so far; null for none
	 * @param silent since when the holder was not heard; for a voter that has just started: since its start
	 * @param guard  how long the holder may be silent
	 */
	static Verdict judge(Ballot ballot, Grant known, Duration silent, Duration guard) {
		if (known != null && ballot.term().compareTo(known.term()) < 0) {
			return Verdict.no(known, Duration.ZERO, "term %s is over: term %s was granted to %s"
					.formatted(ballot.term(), known.term(), known.holder()));
		}
		return switch (ballot.kind()) {
			case RENEW -> renew(ballot, known);
			case TAKE -> take(ballot, known, guard.minus(silent));
			case ASK -> take(ballot, known, guard.minus(silent)).unbinding(known);
			case RELEASE -> release(ballot, known);
		};
	}

	/**
	 * Only the winner of a term renews it, so a voter that missed the election, or lost it to another candidate of the same term,
	 * follows: otherwise a voter that joins later could never help to keep the lease.
	 */
	private static Verdict renew(Ballot ballot, Grant known) {
		boolean late = known != null && known.released() && known.heldBy(ballot.node()) && known.term().equals(ballot.term());
		return late
				? Verdict.no(known, Duration.ZERO, "%s released term %s".formatted(ballot.node(), ballot.term()))
				: Verdict.yes(ballot, "");
	}

	private static Verdict take(Ballot ballot, Grant known, Duration left) {
		boolean over = left.isNegative();
		Duration wait = over ? Duration.ZERO : left.plusMillis(1);
		if (known == null) {
			// A voter that lost its disk cannot tell "never" from "forgotten": it waits as if it had just renewed a lease.
			return over
					? Verdict.yes(ballot, "no lease known")
					: Verdict.no(null, wait, "this voter has just started and may have forgotten a lease; ask again in %d ms"
							.formatted(wait.toMillis()));
		}
		if (ballot.term().equals(known.term())) {
			return Verdict.no(known, Duration.ZERO, "term %s was granted to %s".formatted(known.term(), known.holder()));
		}
		return takeFrom(ballot, known, wait);
	}

	private static Verdict takeFrom(Ballot ballot, Grant known, Duration wait) {
		String lease = "lease of term %s held by %s".formatted(known.term(), known.holder());
		if (known.released()) {
			return Verdict.yes(ballot, lease + " was released");
		}
		if (known.heldBy(ballot.node())) {
			return Verdict.yes(ballot, lease + " was its own");
		}
		return wait.isZero()
				? Verdict.yes(ballot, lease + " expired")
				: Verdict.no(known, wait, "%s runs for up to %d ms more".formatted(lease, wait.toMillis()));
	}

	private static Verdict release(Ballot ballot, Grant known) {
		boolean its = known != null && known.heldBy(ballot.node()) && Objects.equals(known.term(), ballot.term());
		return its
				? new Verdict(true, new Grant(known.term(), known.holder(), true), Duration.ZERO, "")
				: Verdict.no(known, Duration.ZERO, "%s does not hold term %s here".formatted(ballot.node(), ballot.term()));
	}
}
