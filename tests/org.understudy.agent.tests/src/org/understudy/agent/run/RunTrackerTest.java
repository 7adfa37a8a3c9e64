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
				Instant.EPOCH, Duration.ZERO, Stream.of(steps).map(RunStep::planned).toList(), Map.of(), Epoch.NONE, Duration.ZERO, List.of(), "", "second");
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
		assertFalse(published.getLast().state().isOver(), "nobody hears of the end before the report is there");
		assertFalse(tracker.run().state().isOver());
		assertFalse(tracker.cancel(), "it has ended all the same");
		tracker.tellEnd();
		assertEquals(RunState.FAILED, published.getLast().state());
		assertEquals(over, tracker.run());
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
	void fromTheStepOfTheCommitPointOnNobodyCancels() throws Exception {
		tracker.step("first", () -> "");
		tracker.step("second", () -> {
			assertFalse(tracker.cancel());
			return "goes on";
		});
		assertFalse(tracker.cancel());
		tracker.step("third", () -> "");
		assertEquals(List.of(State.DONE, State.DONE, State.DONE), states());
	}

	@Test
	void whatWasDoneIsTakenBackInReverse() throws Exception {
		List<String> order = new ArrayList<>();
		for (String step : List.of("first", "second")) {
			tracker.undo(step, () -> {
				order.add(step);
				return "undone";
			});
			tracker.step(step, () -> "");
		}
		tracker.takeBack();
		assertEquals(List.of("second", "first"), order);
		assertEquals(List.of(State.COMPENSATED, State.COMPENSATED, State.PLANNED), states());
		tracker.takeBack();
		assertEquals(2, order.size(), "taken back once only");
	}

	@Test
	void aFailedCompensationIsAFindingAndTheOthersGoOn() throws Exception {
		tracker.undo("first", () -> "undone");
		tracker.undo("second", () -> {
			throw Problem.error("stuck", "It is stuck.", "", "").exception();
		});
		tracker.step("first", () -> "");
		tracker.takeBack();
		assertEquals("stuck", tracker.run().findings().getFirst().code());
		assertEquals(State.COMPENSATED, states().getFirst());
	}

	@Test
	void aStepIsTriedAsOftenAsItsLimitsSay() throws Exception {
		int[] calls = { 0 };
		tracker.step("first", Limits.DEFAULT.tried(3), () -> {
			if (++calls[0] < 3) {
				throw Problem.error("busy", "Busy.", "", "").exception();
			}
			return "done";
		});
		assertEquals("done (attempt 3)", tracker.run().steps().getFirst().detail());
		assertEquals(2, tracker.run().findings().size());
	}

	@Test
	void anOverdueStepIsStoppedAndSaysSo() throws Exception {
		ProblemException late = assertThrows(ProblemException.class, () -> tracker.step("first", Limits.within(Duration.ofMillis(50)), () -> {
			Thread.sleep(Duration.ofMinutes(5));
			return "";
		}));
		assertEquals("step-overdue", late.problem().code());
		assertFalse(Thread.interrupted(), "the thread may go on");
		tracker.step("second", () -> "and does");
	}

	@Test
	void theNextAgentKnowsWhatWasDone() throws Exception {
		tracker.step("first", () -> "");
		Run left = new Run(tracker.run().id(), RunKind.FAILOVER, tracker.run().application(), tracker.run().node(), tracker.run().authority(), RunState.RUNNING,
				Instant.now().minusSeconds(60), Duration.ZERO, List.of(tracker.run().steps().getFirst(), new RunStep("second", State.RUNNING, Instant.now(), Duration.ZERO, ""),
						RunStep.planned("third")), Map.of(), new Epoch(7), Duration.ofSeconds(2), List.of(), "", "second");
		RunTracker next = new RunTracker(left, Clock.systemUTC(), published::add);
		next.remember(Map.of("term", "5"));
		assertTrue(next.isDone("first"));
		assertFalse(next.isDone("second"));
		assertFalse(next.cancel(), "the commit point was passed before");
		assertEquals("5", next.fact("term").orElseThrow());
		assertTrue(next.run().took().toSeconds() >= 60, "the time counts from the order");
		assertEquals(State.FAILED, next.finish(RunState.INTERRUPTED, "No.").steps().get(1).state());
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
