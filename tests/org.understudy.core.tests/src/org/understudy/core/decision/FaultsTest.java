// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.understudy.core.port.LifeSigns.Exit;
import org.understudy.core.port.LifeSigns.Signs;
import org.understudy.model.DetectionPolicy;
import org.understudy.model.Fault;
import org.understudy.model.FaultClass;
import org.understudy.model.NodeName;

class FaultsTest {

	private static final NodeName ALPHA = new NodeName("alpha");
	private static final Signs ALIVE = new Signs(Duration.ofMillis(100), 2, false);
	private static final long SECOND = 1_000_000_000L;

	private static Fault exit(OptionalInt code, OptionalInt signal, long oomKills) {
		return FaultFinder.exit(new Exit(code, signal, new Signs(Duration.ofMillis(-1), oomKills, false)), ALIVE, ALPHA, Instant.EPOCH);
	}

	@Test
	void exitsAreClassified() {
		assertEquals(FaultClass.PEOPLE, exit(OptionalInt.empty(), OptionalInt.of(9), 2).kind());
		assertEquals(FaultClass.SYSTEM, exit(OptionalInt.empty(), OptionalInt.of(9), 3).kind());
		assertEquals(FaultClass.APPLICATION, exit(OptionalInt.empty(), OptionalInt.of(11), 2).kind());
		Fault ended = exit(OptionalInt.of(3), OptionalInt.empty(), 2);
		assertEquals(FaultClass.APPLICATION, ended.kind());
		assertTrue(ended.what().contains("code 3"), ended.what());
		assertTrue(exit(OptionalInt.empty(), OptionalInt.empty(), 2).evidence().contains("status unknown"));
	}

	@Test
	void threeFailuresInARowAreAFaultAndOneSuccessEndsTheRow() {
		HealthJudge judge = HealthJudge.started(DetectionPolicy.DEFAULT, 0).passed(SECOND);
		judge = judge.failed("refused", ALIVE, 2 * SECOND).failed("refused", ALIVE, 3 * SECOND);
		assertTrue(judge.fault(ALIVE, 3 * SECOND, ALPHA, Instant.EPOCH).isEmpty());
		judge = judge.passed(4 * SECOND).failed("refused", ALIVE, 5 * SECOND).failed("refused", ALIVE, 6 * SECOND);
		assertTrue(judge.fault(ALIVE, 6 * SECOND, ALPHA, Instant.EPOCH).isEmpty());
		judge = judge.failed("refused", ALIVE, 7 * SECOND);
		assertEquals("health-check", judge.fault(ALIVE, 7 * SECOND, ALPHA, Instant.EPOCH).orElseThrow().detector());
	}

	@Test
	void withoutProgressOfTheCpuItHangs() {
		HealthJudge judge = HealthJudge.started(DetectionPolicy.DEFAULT, 0).passed(SECOND);
		for (int i = 2; i <= 8; i++) {
			judge = judge.failed("no answer", ALIVE, i * SECOND);
		}
		assertEquals("stuck", judge.fault(ALIVE, 8 * SECOND, ALPHA, Instant.EPOCH).orElseThrow().detector());
		Signs busy = new Signs(Duration.ofSeconds(3), 2, false);
		assertEquals("health-check", judge.fault(busy, 8 * SECOND, ALPHA, Instant.EPOCH).orElseThrow().detector());
		Signs stopped = new Signs(Duration.ofMillis(100), 2, true);
		assertEquals(FaultClass.PEOPLE, judge.fault(stopped, 8 * SECOND, ALPHA, Instant.EPOCH).orElseThrow().kind());
	}

	@Test
	void anApplicationMayTakeItsTimeToStart() {
		HealthJudge judge = HealthJudge.started(DetectionPolicy.DEFAULT, 0);
		for (int i = 1; i <= 29; i++) {
			judge = judge.failed("refused", ALIVE, i * SECOND);
			assertTrue(judge.fault(ALIVE, i * SECOND, ALPHA, Instant.EPOCH).isEmpty());
		}
		judge = judge.failed("refused", ALIVE, 30 * SECOND);
		assertTrue(judge.fault(ALIVE, 30 * SECOND, ALPHA, Instant.EPOCH).isPresent());
	}
}
