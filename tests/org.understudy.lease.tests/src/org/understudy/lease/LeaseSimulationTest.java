// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.understudy.model.ProblemException;

/** Invariant 1: at most one running primary per application at any instant. Replay: -Dunderstudy.seed=N -Dunderstudy.schedules=1. */
class LeaseSimulationTest {

	private static final long SEED = Long.getLong("understudy.seed", 20_261_123);
	private static final int SCHEDULES = Integer.getInteger("understudy.schedules", 4000);
	private static final Duration TIME = Duration.ofSeconds(40);
	private static final LeaseTiming TIMING = LeaseTiming.DEFAULT;

	@Test
	void neverTwoRunAtOneInstant() throws ProblemException {
		long takeovers = 0;
		long thaws = 0;
		for (long seed = SEED; seed < SEED + SCHEDULES; seed++) {
			int size = size(seed);
			LeaseWorld world = new LeaseWorld(seed, size, new LeaseWorld.Rules(TIMING, TIMING.maxDrift(), false, size));
			assertEquals("", world.run(TIME), "seed " + seed);
			takeovers += world.takeovers;
			thaws += world.thaws;
		}
		// Else the rule would be kept by doing nothing.
		assertTrue(SCHEDULES < 100 || takeovers > SCHEDULES * 3L, takeovers + " takeovers");
		assertTrue(SCHEDULES < 100 || thaws > takeovers, thaws + " thaws after " + takeovers + " takeovers");
	}

	@Test
	void findsALeaseThatIsLongerAtTheHolderThanAtTheVoters() throws ProblemException {
		LeaseTiming longer = new LeaseTiming(Duration.ofMillis(2300), Duration.ofMillis(260), TIMING.renewEvery(), TIMING.freezeWithin());
		assertFound(new LeaseWorld.Rules(longer, TIMING.maxDrift(), false, 3));
	}

	@Test
	void findsALeaseThatCountsFromTheAnswer() throws ProblemException {
		assertFound(new LeaseWorld.Rules(TIMING, TIMING.maxDrift(), true, 3));
	}

	@Test
	void findsClocksThatDriftMoreThanAllowed() throws ProblemException {
		assertFound(new LeaseWorld.Rules(TIMING, 5 * TIMING.maxDrift(), false, 3));
	}

	@Test
	void findsAMinorityThatCountsAsAMajority() throws ProblemException {
		assertFound(new LeaseWorld.Rules(TIMING, TIMING.maxDrift(), false, 1));
	}

	private static void assertFound(LeaseWorld.Rules rules) throws ProblemException {
		for (long seed = SEED; seed < SEED + 4000; seed++) {
			if (!new LeaseWorld(seed, 3, rules).run(TIME).isEmpty()) {
				return;
			}
		}
		throw new AssertionError("the simulation does not notice " + rules);
	}

	private static int size(long seed) {
		return seed % 3 == 0 ? 5 : 3;
	}
}
