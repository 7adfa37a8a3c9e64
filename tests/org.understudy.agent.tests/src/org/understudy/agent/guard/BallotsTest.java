// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.understudy.model.ApplicationName;
import org.understudy.model.Ballot;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;
import org.understudy.model.Vote;

class BallotsTest {

	private static final NodeName A = new NodeName("a");
	private static final Ballot BALLOT = new Ballot(new ApplicationName("x"), A, new Term(1), Ballot.Kind.TAKE);
	private static final ClusterConfig THREE = new ClusterConfig("c", 1, List.of(node("a"), node("b"), node("c")));

	private static NodeConfig node(String name) {
		return new NodeConfig(new NodeName(name), "10.0.0.1", false, NodePorts.DEFAULT, "", "");
	}

	private static Vote vote(NodeName voter, boolean granted) {
		return new Vote(voter, granted, new Term(1), Duration.ZERO, "");
	}

	private abstract static class Voter implements Ballots.OwnVoter {
		@Override
		public Term highest(ApplicationName application) {
			return Term.NONE;
		}
	}

	private static Voter voter(boolean grants) {
		return new Voter() {
			@Override
			public Vote vote(Ballot ballot) {
				return BallotsTest.vote(A, grants);
			}
		};
	}

	@Test
	@Timeout(10)
	void doesNotWaitForASilentVoterOnceAMajorityHasGranted() throws InterruptedException {
		Ballots ballots = new Ballots(A, () -> THREE, voter(true),
				(node, b) -> node.value().equals("b") ? CompletableFuture.completedFuture(vote(node, true)) : new CompletableFuture<>());
		List<Vote> votes = ballots.ask(BALLOT, Duration.ofMinutes(1));
		assertEquals(2, votes.stream().filter(Vote::granted).count());
	}

	@Test
	@Timeout(10)
	void aVoterThatFailsGivesNoVote() throws InterruptedException {
		Ballots ballots = new Ballots(A, () -> THREE, new Voter() {
			@Override
			public Vote vote(Ballot ballot) throws ProblemException {
				throw Problem.error("disk", "Full.", "", "").exception();
			}
		}, (node, b) -> CompletableFuture.failedFuture(new IllegalStateException("gone")));
		assertTrue(ballots.ask(BALLOT, Duration.ofMinutes(1)).isEmpty());
	}

	@Test
	@Timeout(10)
	void theDeadlineEndsTheWait() throws InterruptedException {
		Ballots ballots = new Ballots(A, () -> THREE, voter(true), (node, b) -> new CompletableFuture<>());
		assertEquals(List.of(vote(A, true)), ballots.ask(BALLOT, Duration.ofMillis(200)));
	}
}
