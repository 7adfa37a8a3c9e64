// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.understudy.core.replication.EpochTally.Verdict;
import org.understudy.model.CommitPolicy;
import org.understudy.model.Epoch;
import org.understudy.model.NodeName;

class EpochTallyTest {

	private static final NodeName BETA = new NodeName("beta");
	private static final NodeName DELTA = new NodeName("delta");

	private static EpochTally offered(NodeName... to) {
		return EpochTally.offered(new Epoch(7), Set.of(to));
	}

	@Test
	void anyNeedsOne() {
		EpochTally tally = offered(BETA, DELTA);
		assertEquals(Verdict.OPEN, tally.verdict(CommitPolicy.ANY, 2));
		assertEquals(Verdict.OPEN, tally.fails(BETA).verdict(CommitPolicy.ANY, 2));
		assertEquals(Verdict.COMMITTED, tally.fails(BETA).holds(DELTA).verdict(CommitPolicy.ANY, 2));
		assertEquals(Verdict.ABANDONED, tally.fails(BETA).fails(DELTA).verdict(CommitPolicy.ANY, 2));
	}

	@Test
	void allNeedsTheAbsentOneToo() {
		assertEquals(Verdict.ABANDONED, offered(BETA).verdict(CommitPolicy.ALL, 2));
		assertEquals(Verdict.OPEN, offered(BETA, DELTA).holds(BETA).verdict(CommitPolicy.ALL, 2));
		assertEquals(Verdict.COMMITTED, offered(BETA, DELTA).holds(BETA).holds(DELTA).verdict(CommitPolicy.ALL, 2));
	}

	@Test
	void whatANewerOneReplacesIsSkippedAndNotAbandoned() {
		assertEquals(Verdict.SKIPPED, offered(BETA).skips(BETA).verdict(CommitPolicy.ANY, 1));
		assertEquals(Verdict.SKIPPED, offered(BETA, DELTA).holds(BETA).skips(DELTA).verdict(CommitPolicy.ALL, 2));
		assertEquals(Verdict.ABANDONED, offered(BETA, DELTA).fails(BETA).skips(DELTA).verdict(CommitPolicy.ALL, 2));
	}

	/** Whatever the order of the answers, the verdict never leaves what it once was, and is never open in the end. */
	@Test
	void aVerdictStands() {
		Random random = new Random(11);
		for (int round = 0; round < 2000; round++) {
			int nodes = 1 + random.nextInt(4);
			List<NodeName> order = new ArrayList<>();
			for (int i = 0; i < nodes; i++) {
				order.add(new NodeName("n" + i));
			}
			EpochTally tally = EpochTally.offered(new Epoch(1), Set.copyOf(order));
			Collections.shuffle(order, random);
			CommitPolicy policy = new CommitPolicy(random.nextInt(nodes + 1));
			Verdict before = Verdict.OPEN;
			for (NodeName node : order) {
				tally = switch (random.nextInt(3)) {
					case 0 -> tally.holds(node);
					case 1 -> tally.skips(node);
					default -> tally.fails(node);
				};
				Verdict now = tally.verdict(policy, nodes);
				// a failure may turn what was skipped so far into abandoned; nothing else changes
				if (before != Verdict.OPEN && !(before == Verdict.SKIPPED && now == Verdict.ABANDONED)) {
					assertEquals(before, now, tally::toString);
				}
				assertEquals(now == Verdict.COMMITTED, tally.held().size() >= policy.needed(nodes));
				before = now;
			}
			assertEquals(Set.of(), tally.open());
			assertEquals(false, before == Verdict.OPEN);
		}
	}
}
