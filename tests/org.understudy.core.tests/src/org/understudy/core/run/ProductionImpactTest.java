// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.EpochRecord.Anatomy;
import org.understudy.model.EpochRecord.State;
import org.understudy.model.RunReport.Check;
import org.understudy.model.Term;

class ProductionImpactTest {

	private static final Instant START = Cases.NOON;

	private static EpochRecord epoch(long number, long atMillis, long pauseMillis, State state) {
		Duration pause = Duration.ofMillis(pauseMillis);
		Duration none = Duration.ZERO;
		return new EpochRecord(new Epoch(number), new Term(1), START.plusMillis(atMillis), state, new Anatomy(pause, none, none, none, none, none, none),
				Bytes.ZERO, Bytes.ZERO, Bytes.ZERO, "");
	}

	@Test
	void tellsTheAgeOfTheNewestEpochAndThePausesBeforeAndDuring() {
		List<EpochRecord> epochs = List.of(epoch(6, 3300, 45, State.COMMITTED), epoch(5, 1500, 60, State.COMMITTED), epoch(4, 700, 999, State.ABANDONED),
				epoch(3, -100, 40, State.COMMITTED), epoch(2, -1100, 50, State.COMMITTED), epoch(1, -2000, 30, State.COMMITTED));
		List<Check> checks = ProductionImpact.checks(epochs, START, START.plusMillis(3000));
		assertEquals(List.of("1.0 s before", "1.6 s during the rehearsal"), List.of(checks.get(0).expected(), checks.get(0).actual()),
				"from the epoch before it to the first during it; one that was abandoned does not count");
		assertEquals(List.of("50 ms before", "60 ms during the rehearsal"), List.of(checks.get(1).expected(), checks.get(1).actual()));
	}

	@Test
	void aRehearsalThatIsOverBeforeTheNextEpochSeesItsAge() {
		List<Check> checks = ProductionImpact.checks(List.of(epoch(1, -400, 30, State.COMMITTED)), START, START.plusMillis(500));
		assertEquals("900 ms during the rehearsal", checks.getFirst().actual());
		assertEquals("not known", checks.getFirst().expected());
	}
}
