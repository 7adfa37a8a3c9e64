// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.understudy.core.plan.PlanProgress.State;
import org.understudy.core.plan.RecoveryPlan.Action;
import org.understudy.core.plan.RecoveryPlan.Order;
import org.understudy.core.plan.RecoveryPlan.Pause;
import org.understudy.core.plan.RecoveryPlan.Step;
import org.understudy.model.ApplicationName;
import org.understudy.model.RunKind;

class PlanTest {

	private static Step step(String name, Action action, boolean optional, String... after) {
		return new Step(name, "", action, Set.of(after), optional, Duration.ofMinutes(1), 7);
	}

	private static Action move(String application) {
		return new Order(RunKind.SWITCHOVER, new ApplicationName(application), "");
	}

	private static RecoveryPlan plan(Step... steps) {
		return new RecoveryPlan("shop", "1", "", List.of(steps));
	}

	private static List<String> ready(RecoveryPlan plan, Map<String, State> states) {
		return PlanProgress.ready(plan, states).stream().map(Step::name).toList();
	}

	@Test
	void aStepBeginsWhenAllThatItWaitsForIsOver() {
		RecoveryPlan plan = plan(step("db", move("db"), false), step("cache", move("cache"), false), step("web", move("web"), false, "db", "cache"));
		assertEquals(List.of("db", "cache"), ready(plan, Map.of()));
		assertEquals(List.of(), ready(plan, Map.of("db", State.DONE, "cache", State.RUNNING)));
		assertEquals(List.of("web"), ready(plan, Map.of("db", State.DONE, "cache", State.DONE)));
		assertFalse(PlanProgress.isOver(plan, Map.of("db", State.DONE, "cache", State.RUNNING)));
		assertTrue(PlanProgress.isOver(plan, Map.of("db", State.DONE, "cache", State.DONE, "web", State.DONE)));
	}

	@Test
	void afterACriticalFailureNothingBeginsAndAfterAnOptionalOneTheRestDoes() {
		RecoveryPlan plan = plan(step("db", move("db"), false), step("note", new Pause(Duration.ZERO), true, "db"), step("web", move("web"), false, "note"));
		assertEquals(List.of(), ready(plan, Map.of("db", State.FAILED)));
		assertTrue(PlanProgress.isOver(plan, Map.of("db", State.FAILED)));
		assertEquals(List.of("web"), ready(plan, Map.of("db", State.DONE, "note", State.FAILED)));
	}

	private static List<String> findings(Step... steps) {
		return PlanCheck.alone(plan(steps)).stream().map(f -> f.line() + " " + f.text()).toList();
	}

	@Test
	void namesReferencesAndCirclesAreChecked() {
		assertTrue(findings(step("a", move("x"), false), step("a", move("y"), false)).getFirst().startsWith("7 there is another step named 'a'"));
		assertTrue(findings(step("a", move("x"), false, "b")).getFirst().contains("waits for 'b', which is no step"));
		assertTrue(findings(step("a", move("x"), false, "b"), step("b", move("y"), false, "a")).getFirst().contains("waits for itself"));
		assertTrue(findings().getFirst().contains("no steps"));
	}

	@Test
	void twoStepsMayNotHoldOneApplicationAtOnce() {
		assertTrue(findings(step("out", move("db"), false), step("back", move("db"), false)).getFirst().contains("would hold db at once"));
		assertEquals(List.of(), findings(step("out", move("db"), false), step("gate", new Pause(Duration.ZERO), false, "out"), step("back", move("db"), false, "gate")));
	}

	@Test
	void aDifferenceIsToldInWords() {
		RecoveryPlan old = plan(step("db", move("db"), false), step("gone", move("x"), false));
		RecoveryPlan now = plan(step("db", new Order(RunKind.SWITCHOVER, new ApplicationName("db"), "beta"), true), step("web", move("web"), false, "db"));
		assertEquals(List.of("- gone: switchover x", "~ db: switchover db -> switchover db to beta", "~ db, optional: false -> true", "+ web: switchover web"), PlanDiff.between(old, now));
		assertEquals(List.of(), PlanDiff.between(old, old));
	}
}
