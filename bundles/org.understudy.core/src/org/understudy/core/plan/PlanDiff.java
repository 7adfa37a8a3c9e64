// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.understudy.core.plan.RecoveryPlan.Step;

/** What changed from one version of a plan to another, in words; comments and layout of the text do not count. Pure. */
public final class PlanDiff {

	private PlanDiff() {
	}

	/** Lines that begin with {@code -}, {@code +} or {@code ~}; empty when both mean the same. */
	public static List<String> between(RecoveryPlan old, RecoveryPlan now) {
		List<String> changes = new ArrayList<>();
		changed("plan", old.name(), now.name(), changes);
		changed("version", old.version(), now.version(), changes);
		changed("description", old.description(), now.description(), changes);
		old.steps().stream().filter(s -> now.step(s.name()).isEmpty()).forEach(s -> changes.add("- " + s.name() + ": " + s.action().text()));
		for (Step step : now.steps()) {
			Optional<Step> before = old.step(step.name());
			before.ifPresentOrElse(b -> compare(b, step, changes), () -> changes.add("+ " + step.name() + ": " + step.action().text()));
		}
		return changes;
	}

	private static void compare(Step old, Step now, List<String> changes) {
		String name = now.name();
		changed(name, old.action().text(), now.action().text(), changes);
		changed(name + ", after", old.after().toString(), now.after().toString(), changes);
		changed(name + ", optional", Boolean.toString(old.optional()), Boolean.toString(now.optional()), changes);
		changed(name + ", within", old.within().toString(), now.within().toString(), changes);
	}

	private static void changed(String what, String old, String now, List<String> changes) {
		if (!old.equals(now)) {
			changes.add("~ " + what + ": " + old + " -> " + now);
		}
	}
}
