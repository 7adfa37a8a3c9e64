// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.understudy.model.ApplicationName;
import org.understudy.model.Ballot;
import org.understudy.model.NodeName;
import org.understudy.model.Term;
import org.understudy.model.Vote;

/**
 * A candidate's campaign as a state machine without thread, clock or I/O. It first asks the voters whether they <em>would</em> grant
 * (which binds them to nothing, so that a candidate that is wrong about the primary disturbs nobody), and takes the term only when a
 * majority would. Not thread-safe.
 */
public final class Campaign {

	private final ApplicationName application;
	private final NodeName candidate;
	private final int voters;
	private final Map<NodeName, String> evidence = new LinkedHashMap<>();
	private Term term;
	private boolean taking;
	private List<Vote> last = List.of();

	/** What to do next. */
	public sealed interface Next {

		/** Send {@link Campaign#ballot} now. */
		record Send() implements Next {
		}

		/** Send {@code giveBack} when there is one, wait a while, then send {@link Campaign#ballot}. */
		record Again(Optional<Ballot> giveBack) implements Next {
		}

		/** The term is won. */
		record Won(Term term, String evidence) implements Next {
		}
	}

	/**
	 * @param known  the highest term that the candidate knows
	 * @param voters how many there are in the cluster
	 */
	public Campaign(ApplicationName application, NodeName candidate, Term known, int voters) {
		this.application = application;
		this.candidate = candidate;
		this.voters = voters;
		this.term = known.next();
	}

	/** To be sent to all voters now. */
	public Ballot ballot() {
		return new Ballot(application, candidate, term, taking ? Ballot.Kind.TAKE : Ballot.Kind.ASK);
	}

	/** The answers to the {@link #ballot}; who did not answer in time is absent, and may have granted all the same. */
	public Next answered(Collection<Vote> votes) {
		last = List.copyOf(votes);
		List<Vote> granted = votes.stream().filter(Vote::granted).toList();
		granted.forEach(vote -> evidence.putIfAbsent(vote.voter(), vote.why()));
		boolean majority = granted.size() >= majority();
		if (majority && !taking) {
			taking = true;
			return new Next.Send();
		}
		if (majority) {
			evidence.keySet().retainAll(granted.stream().map(Vote::voter).toList());
			return new Next.Won(term, inWords());
		}
		return lost(votes);
	}

	/**
	 * Two candidates that each hold their own vote would block each other for a whole lease, so a lost round is given back: to all, for
	 * who did not answer may have granted.
	 */
	private Next lost(Collection<Vote> votes) {
		Optional<Ballot> back = taking ? Optional.of(new Ballot(application, candidate, term, Ballot.Kind.RELEASE)) : Optional.empty();
		Term highest = votes.stream().map(Vote::highest).max(Term::compareTo).orElse(Term.NONE);
		Term tried = taking ? term : new Term(term.number() - 1);
		term = (highest.compareTo(tried) > 0 ? highest : tried).next();
		taking = false;
		return new Next.Again(back);
	}

	/** The answers of the last round. */
	public List<Vote> votes() {
		return last;
	}

	/** Why the last round was lost, in words. */
	public String reason() {
		long granted = last.stream().filter(Vote::granted).count();
		String refusals = last.stream().filter(vote -> !vote.granted()).map(vote -> vote.voter() + ": " + vote.why())
				.collect(Collectors.joining("; "));
		return "%d of %d voters granted, %d needed, %d did not answer".formatted(granted, voters, majority(), voters - last.size())
				+ (refusals.isEmpty() ? "" : "; " + refusals);
	}

	private String inWords() {
		Map<String, Long> counted = evidence.values().stream()
				.collect(Collectors.groupingBy(why -> why, LinkedHashMap::new, Collectors.counting()));
		return counted.entrySet().stream().map(e -> "%s at %d of %d voters".formatted(e.getKey(), e.getValue(), voters))
				.collect(Collectors.joining(", "));
	}

	private int majority() {
		return voters / 2 + 1;
	}
}
