// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.understudy.model.NodeName;
import org.understudy.model.Term;
import org.understudy.model.Vote;

class LeaseKeeperTest {

	private static final NodeName ALPHA = new NodeName("alpha");
	private static final NodeName BETA = new NodeName("beta");
	private static final NodeName GAMMA = new NodeName("gamma");
	/** nanoTime may be anywhere and overflow. */
	private static final long ORIGIN = Long.MAX_VALUE - 1_000_000_000L;

	private final LeaseKeeper keeper = new LeaseKeeper(new Term(3), Set.of(ALPHA, BETA, GAMMA), LeaseTiming.DEFAULT);

	@Test
	void startsFrozenAndRunsFromTheSendOfWhatAMajorityGranted() {
		assertInstanceOf(Decision.Freeze.class, keeper.onTick(at(0)));
		assertInstanceOf(Decision.Freeze.class, keeper.onVotes(at(0), List.of(yes(ALPHA)), at(1)));
		assertEquals(at(2000), assertInstanceOf(Decision.Thaw.class, keeper.onVotes(at(0), List.of(yes(BETA)), at(300))).until());
		assertEquals(at(2000), assertInstanceOf(Decision.Run.class, keeper.onTick(at(1999))).until());
		assertInstanceOf(Decision.Freeze.class, keeper.onTick(at(2000)));
	}

	@Test
	void countsFromTheOlderSendWhenTheVotersAnsweredDifferentRenewals() {
		keeper.onVotes(at(0), List.of(yes(ALPHA), yes(BETA)), at(1));
		keeper.onVotes(at(500), List.of(yes(ALPHA)), at(501));
		Decision decision = keeper.onVotes(at(1000), List.of(yes(GAMMA)), at(1001));
		assertEquals(at(2500), assertInstanceOf(Decision.Run.class, decision).until());
	}

	@Test
	void anAnswerThatComesLateDoesNotShortenTheLease() {
		keeper.onVotes(at(1000), List.of(yes(ALPHA), yes(BETA)), at(1001));
		Decision decision = keeper.onVotes(at(0), List.of(yes(ALPHA), yes(BETA)), at(1100));
		assertEquals(at(3000), assertInstanceOf(Decision.Run.class, decision).until());
	}

	@Test
	void thawsWhenTheLeaseIsRegainedInTheSameTerm() {
		keeper.onVotes(at(0), List.of(yes(ALPHA), yes(BETA)), at(1));
		assertInstanceOf(Decision.Freeze.class, keeper.onTick(at(5000)));
		assertInstanceOf(Decision.Thaw.class, keeper.onVotes(at(5000), List.of(yes(ALPHA), yes(GAMMA)), at(5010)));
	}

	@Test
	void aGrantAfterItsOwnDeadlineIsOfNoUse() {
		assertInstanceOf(Decision.Freeze.class, keeper.onVotes(at(0), List.of(yes(ALPHA), yes(BETA)), at(2000)));
	}

	@Test
	void aHigherTermAtAMajorityEndsTheTermForGood() {
		keeper.onVotes(at(0), List.of(yes(ALPHA), yes(BETA)), at(1));
		Decision decision = keeper.onVotes(at(500), List.of(no(BETA, 4), no(GAMMA, 5)), at(510));
		assertEquals(new Term(5), assertInstanceOf(Decision.End.class, decision).higher());
		assertInstanceOf(Decision.End.class, keeper.onVotes(at(600), List.of(yes(ALPHA), yes(BETA), yes(GAMMA)), at(610)));
	}

	@Test
	void aHigherTermAtAMinorityEndsItOnlyWhenTheLeaseIsOverToo() {
		keeper.onVotes(at(0), List.of(yes(ALPHA), yes(BETA), no(GAMMA, 4)), at(1));
		Decision run = keeper.onTick(at(1000));
		assertInstanceOf(Decision.Run.class, run);
		assertTrue(run.why().contains("a higher term at gamma"), run.why());
		assertInstanceOf(Decision.End.class, keeper.onTick(at(2000)));
	}

	@Test
	void strangersDoNotCountAndANewVoterRaisesTheMajority() {
		keeper.onVotes(at(0), List.of(yes(ALPHA), yes(new NodeName("mallory"))), at(1));
		assertInstanceOf(Decision.Freeze.class, keeper.onTick(at(2)));
		keeper.onVotes(at(0), List.of(yes(BETA)), at(3));
		keeper.reconfigure(Set.of(ALPHA, BETA, GAMMA, new NodeName("delta")));
		assertInstanceOf(Decision.Freeze.class, keeper.onTick(at(4)));
	}

	private static long at(long millis) {
		return ORIGIN + Duration.ofMillis(millis).toNanos();
	}

	private static Vote yes(NodeName voter) {
		return new Vote(voter, true, new Term(3), Duration.ZERO, "");
	}

	private static Vote no(NodeName voter, long highest) {
		return new Vote(voter, false, new Term(highest), Duration.ZERO, "no");
	}
}
