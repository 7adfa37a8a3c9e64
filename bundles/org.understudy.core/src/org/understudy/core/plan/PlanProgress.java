// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.plan;

import java.util.List;
import java.util.Map;

import org.understudy.core.plan.RecoveryPlan.Step;

/** Which steps of a plan may begin, from what became of the others. Pure. */
public final class PlanProgress {

	/** How a step stands. */
	public enum State {
		WAITING, RUNNING, DONE, FAILED, NOT_EXECUTED;

		public boolean isOver() {
			return this == DONE || this == FAILED || this == NOT_EXECUTED;
		}
	}

	private PlanProgress() {
	}

	/** Steps that wait for nothing any more; none once a critical step has failed. */
	public static List<Step> ready(RecoveryPlan plan, Map<String, State> states) {
		if (broken(plan, states)) {
			return List.of();
		}
		return plan.steps().stream().filter(s -> state(s.name(), states) == State.WAITING)
				.filter(s -> s.after().stream().allMatch(a -> state(a, states).isOver())).toList();
	}

	/** Whether a step that the plan cannot do without has failed. */
	public static boolean broken(RecoveryPlan plan, Map<String, State> states) {
		return plan.steps().stream().anyMatch(s -> !s.optional() && state(s.name(), states) == State.FAILED);
	}

	/** Whether nothing runs and nothing more will. */
	public static boolean isOver(RecoveryPlan plan, Map<String, State> states) {
		return plan.steps().stream().noneMatch(s -> state(s.name(), states) == State.RUNNING) && ready(plan, states).isEmpty();
	}

	private static State state(String step, Map<String, State> states) {
		return states.getOrDefault(step, State.WAITING);
	}
}
