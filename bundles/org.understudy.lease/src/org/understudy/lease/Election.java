// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

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
		Map<NodeName, String> evidence = new LinkedHashMap<>();
		Term highest = known;
		while (true) {
			Ballot ballot = new Ballot(application, candidate, highest.next(), Ballot.Kind.TAKE);
			long sentAt = nanoTime.getAsLong();
			List<Vote> votes = ask.apply(ballot);
			List<Vote> granted = votes.stream().filter(Vote::granted).toList();
			granted.forEach(vote -> evidence.putIfAbsent(vote.voter(), vote.why()));
			if (granted.size() >= majority()) {
				evidence.keySet().retainAll(granted.stream().map(Vote::voter).toList());
				return new Outcome.Won(ballot.term(), votes, sentAt, since(began), inWords(evidence));
			}
			giveBack(ballot, granted);
			if (since(began).compareTo(within) >= 0 || !waited()) {
				return new Outcome.Lost(reason(votes, granted.size()), votes);
			}
			highest = votes.stream().map(Vote::highest).reduce(ballot.term(), (a, b) -> a.compareTo(b) > 0 ? a : b);
		}
	}

	/** Two candidates that each hold their own vote would block each other for a whole lease. */
	private void giveBack(Ballot lost, List<Vote> granted) {
		if (!granted.isEmpty()) {
			ask.apply(new Ballot(lost.application(), lost.node(), lost.term(), Ballot.Kind.RELEASE));
		}
	}

	private boolean waited() {
		try {
			// Not in step with another candidate.
			pause.wait(RETRY.plusMillis(ThreadLocalRandom.current().nextLong(RETRY.toMillis())));
			return true;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private String reason(List<Vote> votes, int granted) {
		String refusals = votes.stream().filter(vote -> !vote.granted()).map(vote -> vote.voter() + ": " + vote.why())
				.collect(Collectors.joining("; "));
		return "%d of %d voters granted, %d needed, %d did not answer".formatted(granted, voters, majority(), voters - votes.size())
				+ (refusals.isEmpty() ? "" : "; " + refusals);
	}

	private String inWords(Map<NodeName, String> evidence) {
		Map<String, Long> counted = evidence.values().stream()
				.collect(Collectors.groupingBy(why -> why, LinkedHashMap::new, Collectors.counting()));
		return counted.entrySet().stream().map(e -> "%s at %d of %d voters".formatted(e.getKey(), e.getValue(), voters))
				.collect(Collectors.joining(", "));
	}

	private Duration since(long began) {
		return Duration.ofNanos(nanoTime.getAsLong() - began);
	}

	private int majority() {
		return voters / 2 + 1;
	}
}
