// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.understudy.model.ApplicationName;
import org.understudy.model.Authority;
import org.understudy.model.Epoch;
import org.understudy.model.Milestone;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;

class VerdictsTest {

	private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	private static Run run(RunKind kind, Map<Milestone, Instant> milestones, Duration lost) {
		return new Run("r", kind, new ApplicationName("redis"), new NodeName("beta"), new Authority("me", "why"), RunState.RUNNING, NOON,
				Duration.ofMillis(5200), List.of(), milestones, new Epoch(7), lost, List.of(), "", "");
	}

	@Test
	void saysHowLongAndWhatWasLost() {
		Run run = run(RunKind.FAILOVER, Map.of(Milestone.VERIFIED, NOON.plusMillis(2840)), Duration.ofMillis(730));
		assertEquals("redis runs on beta again after 2.8 s; the last 730 ms of work before the stop are lost (epoch 7 was restored).",
				Verdicts.success(run));
	}

	@Test
	void countsFromTheFaultWhereThatIsKnown() {
		Run run = run(RunKind.FAILOVER, Map.of(Milestone.FAULT, NOON.minusSeconds(60), Milestone.VERIFIED, NOON.plusSeconds(80)), Duration.ZERO);
		assertEquals("redis runs on beta again after 2 min 20 s; nothing was lost (epoch 7 was restored).", Verdicts.success(run));
	}

	@Test
	void saysWhyItDidNotWork() {
		assertEquals("Rehearsing redis did not work: No epoch.",
				Verdicts.failure(run(RunKind.REHEARSAL, Map.of(), Duration.ZERO), Problem.error("no-epoch", "No epoch.", "", "")));
	}
}
