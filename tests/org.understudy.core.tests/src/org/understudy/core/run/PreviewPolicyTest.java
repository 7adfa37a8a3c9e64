// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understudy.model.ApplicationState;
import org.understudy.model.NodeName;
import org.understudy.model.Preview;
import org.understudy.model.Problem;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;

class PreviewPolicyTest {

	private static final Set<NodeName> ALL = Cases.alive("alpha", "beta", "gamma", "delta");

	@Test
	void aFailoverLosesWhatCameAfterTheEpochAndASwitchoverNothing() {
		Situation now = Cases.situation(ALL, List.of(), Cases.on("alpha", "beta"));
		assertEquals(Duration.ofMillis(800), PreviewPolicy.of(RunKind.FAILOVER, Cases.order(""), now).loses());
		assertEquals(Duration.ZERO, PreviewPolicy.of(RunKind.SWITCHOVER, Cases.order(""), now).loses());
		assertEquals(Duration.ZERO, PreviewPolicy.of(RunKind.REHEARSAL, Cases.order(""), now).loses());
	}

	@Test
	void itsTimesAreMediansOfMeasuredSteps() {
		Situation now = Cases.situation(ALL, List.of(Cases.run(RunKind.FAILOVER, RunState.SUCCEEDED, 10), Cases.run(RunKind.FAILOVER, RunState.SUCCEEDED, 30),
				Cases.run(RunKind.FAILOVER, RunState.SUCCEEDED, 20), Cases.run(RunKind.REHEARSAL, RunState.SUCCEEDED, 999)), Cases.on("alpha", "beta"));
		Preview preview = PreviewPolicy.of(RunKind.FAILOVER, Cases.order(""), now);
		assertEquals(Duration.ofMillis(8 * 20), preview.takes());
		assertEquals(Duration.ofMillis(4 * 20), preview.standsStill(), "fence, term, restore, network");
		assertEquals("median of 3 runs", preview.steps().getFirst().basis());
	}

	@Test
	void withoutMeasurementItSaysSo() {
		Preview preview = PreviewPolicy.of(RunKind.SWITCHOVER, Cases.order("delta"), Cases.situation(ALL, List.of(), Cases.on("alpha", "beta")));
		assertEquals("not measured yet", preview.steps().getFirst().basis());
		assertEquals("delta", preview.to());
		assertEquals(RunPlan.NETWORK, preview.commitPoint());
		assertTrue(preview.isPossible());
	}

	@ParameterizedTest
	@EnumSource(RunKind.class)
	void theStepsOfAnOutageAndTheCommitPointAreAmongTheSteps(RunKind kind) {
		RunPlan plan = RunPlan.of(kind);
		assertTrue(plan.steps().containsAll(plan.outage()));
		assertTrue(plan.commitPoint().isEmpty() || plan.steps().contains(plan.commitPoint()));
		assertEquals(plan.steps().size(), Set.copyOf(plan.steps()).size(), "each name once");
	}

	private static List<String> against(RunKind kind, Situation now) {
		return VerbPolicy.obstacles(kind, Cases.order(""), now).stream().map(Problem::code).toList();
	}

	@Test
	void whatPreventsTheOrderPreventsItInThePreviewToo() {
		Situation gone = Cases.situation(Cases.alive("beta", "gamma", "delta"), List.of(), Cases.on("alpha", "beta").withState(ApplicationState.UNKNOWN));
		assertEquals(List.of("primary-gone"), against(RunKind.SWITCHOVER, gone));
		assertEquals(List.of(), against(RunKind.FAILOVER, gone));
		assertFalse(PreviewPolicy.of(RunKind.SWITCHOVER, Cases.order(""), gone).isPossible());
		assertEquals("primary-gone", VerbPolicy.refusal(RunKind.SWITCHOVER, Cases.order(""), gone).orElseThrow().code());
	}

	@Test
	void onlyOneRunAtATimeHoldsAnApplication() {
		Situation busy = Cases.situation(ALL, List.of(Cases.run(RunKind.REHEARSAL, RunState.RUNNING, 1)), Cases.on("alpha", "beta"));
		assertEquals(List.of("run-in-progress"), against(RunKind.SWITCHOVER, busy));
		Situation cutOff = Cases.situation(Cases.alive("alpha", "delta", "gamma"), List.of(Cases.run(RunKind.REHEARSAL, RunState.RUNNING, 1)), Cases.on("alpha", "delta"));
		assertEquals(List.of(), against(RunKind.SWITCHOVER, cutOff), "beta, which led it, is gone");
	}

	@Test
	void withoutAMajorityNothingIsTakenOver() {
		Situation few = Cases.situation(Cases.alive("alpha", "beta"), List.of(), Cases.on("alpha", "beta"));
		assertEquals(List.of("no-majority"), against(RunKind.SWITCHOVER, few));
	}

	@Test
	void aFailoverOfWhatRunsWellIsWarnedOf() {
		Situation well = Cases.situation(ALL, List.of(), Cases.on("alpha", "beta"));
		assertEquals(List.of("primary-answers"), against(RunKind.FAILOVER, well));
		assertTrue(VerbPolicy.refusal(RunKind.FAILOVER, Cases.order(""), well).isEmpty());
	}

	@Test
	void anUnknownApplicationIsSaidSo() {
		assertEquals(List.of("unknown-application"), against(RunKind.REHEARSAL, Cases.situation(ALL, List.of())));
	}
}
