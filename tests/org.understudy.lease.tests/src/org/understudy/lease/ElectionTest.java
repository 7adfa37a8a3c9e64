// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.understudy.model.ApplicationName;
import org.understudy.model.Ballot;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;
import org.understudy.model.Vote;

class ElectionTest {

	private static final ApplicationName SHOP = new ApplicationName("shop");
	private static final NodeName BETA = new NodeName("beta");

	private final Map<String, LeaseVoter> voters = new TreeMap<>();
	private final Set<String> dead = new HashSet<>();
	private final List<Ballot> asked = new ArrayList<>();
	private long now;

	@BeforeEach
	void threeVotersThatKnowTermThreeOfAlpha() throws ProblemException {
		for (String name : List.of("alpha", "beta", "gamma")) {
			voters.put(name, new LeaseVoter(new NodeName(name), new MemoryVotes(), LeaseTiming.DEFAULT, () -> now));
			voters.get(name).vote(LeaseVoterTest.ballot("renew 3 alpha"));
		}
	}

	@Test
	void waitsUntilTheLeaseOfTheDeadPrimaryIsOver() {
		dead.add("alpha");
		Election.Outcome.Won won = assertInstanceOf(Election.Outcome.Won.class, elect(Duration.ofSeconds(5)));
		assertEquals("lease of term 3 held by alpha expired at 2 of 3 voters", won.evidence());
		assertTrue(won.waited().compareTo(LeaseTiming.DEFAULT.guard()) > 0 && won.waited().toMillis() < 2700, won.waited().toString());
		assertTrue(won.term().number() > 3);
		assertEquals(won.sentAt(), now);
	}

	@Test
	void winsAtOnceWhatWasReleased() {
		voters.values().forEach(voter -> voter.vote(LeaseVoterTest.ballot("release 3 alpha")));
		Election.Outcome.Won won = assertInstanceOf(Election.Outcome.Won.class, elect(Duration.ofSeconds(5)));
		assertEquals("lease of term 3 held by alpha was released at 3 of 3 voters", won.evidence());
		assertEquals(Duration.ZERO, won.waited());
		assertEquals(new Term(4), won.term());
	}

	@Test
	void losesAgainstALivingPrimaryAndLeavesItAlone() {
		Election.Outcome.Lost lost = assertInstanceOf(Election.Outcome.Lost.class, elect(Duration.ofMillis(500)));
		assertTrue(lost.reason().contains("0 of 3 voters granted, 2 needed"), lost.reason());
		assertTrue(lost.reason().contains("beta: lease of term 3 held by alpha runs for up to"), lost.reason());
		voters.values().forEach(voter -> assertTrue(voter.vote(LeaseVoterTest.ballot("renew 3 alpha")).granted()));
	}

	@Test
	void losesWithoutAMajorityAndBindsNobody() {
		dead.addAll(Set.of("alpha", "gamma"));
		Election.Outcome.Lost lost = assertInstanceOf(Election.Outcome.Lost.class, elect(Duration.ofSeconds(4)));
		assertTrue(lost.reason().contains("1 of 3 voters granted, 2 needed, 2 did not answer"), lost.reason());
		assertTrue(asked.stream().allMatch(ballot -> ballot.kind() == Ballot.Kind.ASK), asked.toString());
		assertTrue(voters.get("beta").vote(LeaseVoterTest.ballot("take 99 gamma")).granted());
	}

	@Test
	void findsTheHighestTermByItself() {
		voters.values().forEach(voter -> voter.vote(LeaseVoterTest.ballot("renew 41 alpha")));
		now += LeaseTiming.DEFAULT.guard().toNanos() + 1;
		assertEquals(new Term(42), assertInstanceOf(Election.Outcome.Won.class, elect(Duration.ofSeconds(1))).term());
	}

	@Test
	void anInterruptEndsItAsLost() {
		Thread.currentThread().interrupt();
		dead.addAll(voters.keySet());
		Election election = new Election(this::ask, 3, () -> now, Thread::sleep);
		assertInstanceOf(Election.Outcome.Lost.class, election.run(SHOP, BETA, Term.NONE, Duration.ofHours(1)));
		assertTrue(Thread.interrupted());
	}

	private Election.Outcome elect(Duration within) {
		Election election = new Election(this::ask, 3, () -> now, time -> now += time.toNanos());
		return election.run(SHOP, BETA, new Term(3), within);
	}

	private List<Vote> ask(Ballot ballot) {
		asked.add(ballot);
		return voters.entrySet().stream().filter(e -> !dead.contains(e.getKey())).map(e -> e.getValue().vote(ballot)).toList();
	}
}
