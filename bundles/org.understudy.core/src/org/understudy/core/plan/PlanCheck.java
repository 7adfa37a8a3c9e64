// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.understudy.core.plan.RecoveryPlan.Order;
import org.understudy.core.plan.RecoveryPlan.Step;
import org.understudy.core.run.Situation;
import org.understudy.model.ApplicationName;

/** What is wrong with a plan that could be read: by itself, and in a cluster as it is now. Pure. */
public final class PlanCheck {

	private PlanCheck() {
	}

	/** Names, references, circles, and applications that two steps would hold at once. */
	public static List<PlanFinding> alone(RecoveryPlan plan) {
		List<PlanFinding> findings = new ArrayList<>();
		Set<String> names = new HashSet<>();
		for (Step step : plan.steps()) {
			if (!names.add(step.name())) {
				findings.add(PlanFinding.error(step.line(), "there is another step named '" + step.name() + "'"));
			}
		}
		for (Step step : plan.steps()) {
			step.after().stream().filter(a -> !names.contains(a)).forEach(a -> findings.add(PlanFinding.error(step.line(), "'" + step.name() + "' waits for '" + a + "', which is no step")));
		}
		if (plan.steps().isEmpty()) {
			findings.add(PlanFinding.error(0, "the plan has no steps"));
		}
		if (findings.isEmpty()) {
			Map<String, Set<String>> before = before(plan);
			circles(plan, before, findings);
			rivals(plan, before, findings);
		}
		return findings;
	}

	/** Every step with all that is over before it begins. */
	private static Map<String, Set<String>> before(RecoveryPlan plan) {
		Map<String, Set<String>> before = new HashMap<>();
		plan.steps().forEach(s -> before.put(s.name(), new HashSet<>(s.after())));
		boolean grew = true;
		while (grew) {
			grew = false;
			for (Set<String> some : before.values()) {
				Set<String> more = new HashSet<>();
				some.forEach(s -> more.addAll(before.get(s)));
				grew |= some.addAll(more);
			}
		}
		return before;
	}

	private static void circles(RecoveryPlan plan, Map<String, Set<String>> before, List<PlanFinding> findings) {
		plan.steps().stream().filter(s -> before.get(s.name()).contains(s.name()))
				.forEach(s -> findings.add(PlanFinding.error(s.line(), "'" + s.name() + "' waits for itself, through " + s.after())));
	}

	private static void rivals(RecoveryPlan plan, Map<String, Set<String>> before, List<PlanFinding> findings) {
		List<Step> orders = plan.steps().stream().filter(s -> s.action() instanceof Order).toList();
		for (int i = 0; i < orders.size(); i++) {
			for (Step other : orders.subList(0, i)) {
				Step step = orders.get(i);
				boolean same = step.action().application().equals(other.action().application());
				boolean ordered = before.get(step.name()).contains(other.name()) || before.get(other.name()).contains(step.name());
				if (same && !ordered) {
					findings.add(PlanFinding.error(step.line(), "'" + step.name() + "' and '" + other.name() + "' would hold "
							+ step.action().application().orElseThrow() + " at once: let one wait for the other (after)"));
				}
			}
		}
	}

	/** Applications and nodes that this cluster does not have. */
	public static List<PlanFinding> in(RecoveryPlan plan, Situation now) {
		List<PlanFinding> findings = new ArrayList<>();
		for (Step step : plan.steps()) {
			Optional<ApplicationName> application = switch (step.action()) {
				case Order order -> Optional.of(order.target());
				case RecoveryPlan.Gate gate -> Optional.of(gate.target());
				case RecoveryPlan.Pause _, RecoveryPlan.Prompt _, RecoveryPlan.Command _ -> Optional.empty();
			};
			application.filter(a -> now.application(a).isEmpty()).ifPresent(a -> findings.add(PlanFinding.warning(step.line(), "there is no application " + a + " in this cluster now")));
			if (step.action() instanceof Order order && !order.to().isEmpty() && now.cluster().nodes().stream().noneMatch(n -> n.name().value().equals(order.to()))) {
				findings.add(PlanFinding.warning(step.line(), "there is no node " + order.to() + " in this cluster now"));
			}
		}
		return findings;
	}
}
