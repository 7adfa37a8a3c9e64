// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.understudy.agent.takeover.Linearizability.Operation;

/** The checker itself, on a register that is written and read. */
class LinearizabilityTest {

	private record Act(boolean write, int value) {
	}

	private final List<Operation<Act>> history = new ArrayList<>();

	private void write(int value, long from, long to) {
		history.add(new Operation<>(new Act(true, value), from, to));
	}

	private void read(int value, long from, long to) {
		history.add(new Operation<>(new Act(false, value), from, to));
	}

	private boolean linearizable() {
		return Linearizability.check(history, 0, (state, act) -> act.write() ? Optional.of(act.value())
				: act.value() == state ? Optional.of(state) : Optional.empty());
	}

	@Test
	void whatHappensInOrderIs() {
		write(1, 0, 1);
		read(1, 2, 3);
		write(2, 4, 5);
		read(2, 6, 7);
		assertTrue(linearizable());
	}

	@Test
	void aReadOfAnOldValueAfterAWriteIsNot() {
		write(1, 0, 1);
		read(0, 2, 3);
		assertFalse(linearizable());
	}

	@Test
	void whatOverlapsMayComeInEitherOrder() {
		write(1, 0, 10);
		read(0, 1, 2);
		read(1, 3, 4);
		assertTrue(linearizable());
	}

	@Test
	void butNotBackAgain() {
		write(1, 0, 10);
		read(1, 1, 2);
		read(0, 3, 4);
		assertFalse(linearizable());
	}

	/** Herlihy and Wing's kind of example: two writers, and readers that disagree about the order. */
	@Test
	void readersMustAgree() {
		write(1, 0, 100);
		write(2, 0, 100);
		read(1, 10, 20);
		read(2, 30, 40);
		assertTrue(linearizable());
		read(1, 50, 60);
		assertFalse(linearizable());
	}

	@Test
	void historiesOfARealRegisterAlwaysAre() {
		Random random = new Random(5);
		for (int round = 0; round < 200; round++) {
			history.clear();
			int value = 0;
			for (int i = 0; i < 60; i++) {
				// takes effect at 10 i, is in flight around that
				long from = 10 * i - random.nextInt(35);
				long to = 10 * i + random.nextInt(35);
				if (random.nextBoolean()) {
					value = random.nextInt(4);
					write(value, from, to);
				} else {
					read(value, from, to);
				}
			}
			assertTrue(linearizable());
		}
	}
}
