// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.understudy.model.ApplicationName;
import org.understudy.model.Authority;
import org.understudy.model.Epoch;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunReport.Check;
import org.understudy.model.RunState;
import org.understudy.model.RunStep;
import org.understudy.model.RunStep.State;
import org.understudy.model.Severity;

class RunTrackerTest {

	private final List<Run> published = new ArrayList<>();
	private final RunTracker tracker = new RunTracker(ordered("first", "second", "third"), Clock.systemUTC(), published::add);

	private static Run ordered(String... steps) {
		return new Run("r", RunKind.FAILOVER, new ApplicationName("redis"), new NodeName("beta"), new Authority("me", "why"), RunState.RUNNING,
				Instant.EPOCH, Duration.ZERO, Stream.of(steps).map(RunStep::planned).toList(), Map.of(), Epoch.NONE, Duration.ZERO, List.of(), "");
	}

	private List<State> states() {
		return tracker.run().steps().stream().map(RunStep::state).toList();
	}

	@Test
	void everyStepIsPublishedBeforeAndAfter() throws Exception {
		tracker.step("first", () -> "done so");
		assertEquals(List.of(State.RUNNING, State.DONE), published.stream().map(r -> r.steps().getFirst().state()).toList());
		assertEquals("done so", tracker.run().steps().getFirst().detail());
	}

	@Test
	void aFailureLeavesTheRestNotExecuted() {
		assertThrows(ProblemException.class, () -> tracker.step("first", () -> {
			throw Problem.error("x", "It broke.", "", "").exception();
		}));
		Run over = tracker.finish(RunState.FAILED, "No.");
		assertEquals(List.of(State.FAILED, State.NOT_EXECUTED, State.NOT_EXECUTED), states());
		assertEquals("It broke.", over.steps().getFirst().detail());
	}

	@Test
	void aCancelledRunStopsAtTheNextStepButStillCleansUp() throws Exception {
		tracker.step("first", () -> "");
		assertTrue(tracker.cancel());
		ProblemException stopped = assertThrows(ProblemException.class, () -> tracker.step("second", () -> "must not run"));
		assertEquals("cancelled", stopped.problem().code());
		tracker.always("third", () -> "cleaned");
		assertEquals(List.of(State.DONE, State.PLANNED, State.DONE), states());
	}

	@Test
	void behindTheCommitPointNobodyCancels() throws Exception {
		tracker.commitPoint();
		assertFalse(tracker.cancel());
		tracker.step("first", () -> "goes on");
		assertEquals(State.DONE, states().getFirst());
	}

	@Test
	void aFailedCheckIsAnErrorAndAGraphDifferenceAWarning() {
		tracker.check(new Check("service", "answers", "PONG", "nothing", false));
		tracker.check(new Check("graph", "files", "3", "2", false));
		tracker.check(new Check("service", "lives", "yes", "yes", true));
		assertEquals(List.of(Severity.ERROR, Severity.WARNING), tracker.run().findings().stream().map(Problem::severity).toList());
		assertEquals(3, tracker.checks().size());
	}
}
