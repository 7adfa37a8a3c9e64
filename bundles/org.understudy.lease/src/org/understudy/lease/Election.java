// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;

import org.understudy.model.ApplicationName;
import org.understudy.model.Ballot;
import org.understudy.model.NodeName;
import org.understudy.model.Term;
import org.understudy.model.Vote;

/**
 * A candidate's campaign for the right to run an application: only for a node that does not run it, since a lost round is
 * released, which frees the node's older terms too. Blocks its caller (a virtual thread); interrupting it ends it as lost.
 */
public final class Election {

	private static final Duration RETRY = Duration.ofMillis(100);
	private static final long JITTER = 50;

	/** Waits; a test's fake moves its clock instead. */
	@FunctionalInterface
	public interface Pause {
		void wait(Duration time) throws InterruptedException;
	}

	public sealed interface Outcome {

		/** The answers of the last round. */
		List<Vote> votes();

		/**
		 * @param term     to run under
		 * @param sentAt   when the winning ballot was sent, by the monotonic clock: what the first lease counts from
		 * @param waited   from the first ballot on
		 * @param evidence why nobody else runs it, in words: "lease of term 3 held by alpha expired at 2 of 3 voters"
		 */
		record Won(Term term, List<Vote> votes, long sentAt, Duration waited, String evidence) implements Outcome {
		}

		/** No majority in time; nothing may be started. */
		record Lost(String reason, List<Vote> votes) implements Outcome {
		}
	}

	private final Function<Ballot, List<Vote>> ask;
	private final int voters;
	private final LongSupplier nanoTime;
	private final Pause pause;

	/**
	 * @param ask    sends a ballot to all voters, this node's own included, and returns the answers that came within its deadline
	 *               (well below the lease); who did not answer is absent
	 * @param voters how many there are in the cluster
	 */
	public Election(Function<Ballot, List<Vote>> ask, int voters, LongSupplier nanoTime, Pause pause) {
		this.ask = ask;
		this.voters = voters;
		this.nanoTime = nanoTime;
		this.pause = pause;
	}

	/** With the system's clock. */
	public Election(Function<Ballot, List<Vote>> ask, int voters) {
		this(ask, voters, System::nanoTime, Thread::sleep);
	}

	/**
	 * Asks until a majority grants or the time is over.
	 *
	 * @param known  the highest term that the candidate knows
	 * @param within at least the lease and its margin when the old primary is dead
	 */
	public Outcome run(ApplicationName application, NodeName candidate, Term known, Duration within) {
		long began = nanoTime.getAsLong();
		Campaign campaign = new Campaign(application, candidate, known, voters);
		while (true) {
			long sentAt = nanoTime.getAsLong();
			Campaign.Next next = campaign.answered(ask.apply(campaign.ballot()));
			if (next instanceof Campaign.Next.Won won) {
				return new Outcome.Won(won.term(), campaign.votes(), sentAt, since(began), won.evidence());
			}
			if (next instanceof Campaign.Next.Again again) {
				again.giveBack().ifPresent(ask::apply);
				if (since(began).compareTo(within) >= 0 || !waited(campaign.votes())) {
					return new Outcome.Lost(campaign.reason(), campaign.votes());
				}
			}
		}
	}

	/** Until the lease in the way may be over, when that is soon; never in step with another candidate. */
	private boolean waited(List<Vote> votes) {
		Duration soonest = votes.stream().map(Vote::retryAfter).filter(d -> !d.isZero()).min(Duration::compareTo).orElse(RETRY);
		Duration wait = soonest.compareTo(RETRY) < 0 ? soonest : RETRY;
		try {
			pause.wait(wait.plusMillis(ThreadLocalRandom.current().nextLong(JITTER)));
			return true;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private Duration since(long began) {
		return Duration.ofNanos(nanoTime.getAsLong() - began);
	}
}
