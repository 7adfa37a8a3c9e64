// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class WatchPaceTest {

	private static final WatchPace PACE = WatchPace.DEFAULT;
	private static final Duration CHEAP = Duration.ofMillis(10);

	@Test
	void onceASecondWhileThingsChangeAndLessOftenAtRest() {
		assertEquals(Duration.ofSeconds(1), PACE.untilLook(Duration.ZERO, CHEAP));
		assertEquals(Duration.ofSeconds(1), PACE.untilLook(Duration.ofSeconds(59), CHEAP));
		assertEquals(Duration.ofSeconds(3), PACE.untilLook(Duration.ofSeconds(60), CHEAP));
	}

	@Test
	void lookingStaysWithinItsShareOfAProcessor() {
		for (int millis = 1; millis < 5000; millis *= 2) {
			Duration cost = Duration.ofMillis(millis);
			Duration pause = PACE.untilLook(Duration.ZERO, cost);
			double share = (double) millis / (millis + pause.toMillis());
			assertTrue(share <= PACE.share() + 0.001, cost + " each " + pause);
			double pulses = (double) millis / (millis + PACE.untilPulse(cost).toMillis());
			assertTrue(pulses <= PACE.share() / 5 + 0.001, cost + " a pulse");
		}
	}

	@Test
	void aChangeIsLookedAtAtOnceUnlessLookingIsDear() {
		assertTrue(PACE.untilUrgentLook(CHEAP).toMillis() <= 50);
		assertTrue(PACE.untilUrgentLook(Duration.ofSeconds(1)).toMillis() >= 3000);
	}
}
