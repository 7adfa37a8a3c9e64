// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.understudy.core.plan.PlanFinding;
import org.understudy.core.plan.RecoveryPlan.Action;
import org.understudy.core.plan.RecoveryPlan.Command;
import org.understudy.core.plan.RecoveryPlan.Gate;
import org.understudy.core.plan.RecoveryPlan.Order;
import org.understudy.core.plan.RecoveryPlan.Pause;
import org.understudy.core.plan.RecoveryPlan.Prompt;
import org.understudy.core.plan.RecoveryPlan.Step;
import org.understudy.model.ApplicationName;
import org.understudy.model.RunKind;

/** Reads one step of a plan. */
record StepReader(List<PlanFinding> findings, Map<String, Node> keys, int line) {

	private static final Map<String, RunKind> VERBS = Map.of("switchover", RunKind.SWITCHOVER, "failover", RunKind.FAILOVER, "rehearse", RunKind.REHEARSAL);
	private static final Set<String> OTHERS = Set.of("gate", "wait", "prompt", "command");
	static final Set<String> KEYS = Set.of("name", "to", "after", "optional", "within", "switchover", "failover", "rehearse", "gate", "wait", "prompt", "command");
	private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s|m|h)");
	private static final Duration WITHIN = Duration.ofMinutes(10);

	Optional<Step> read(String group, Set<String> before) {
		List<String> actions = keys.keySet().stream().filter(k -> VERBS.containsKey(k) || OTHERS.contains(k)).toList();
		if (actions.size() != 1) {
			findings.add(PlanFinding.error(line, actions.isEmpty() ? "the step does nothing; give one of switchover, failover, rehearse, gate, wait, prompt, command"
					: "the step does several things: " + actions + "; make it several steps"));
			return Optional.empty();
		}
		String verb = actions.getFirst();
		Optional<Action> action = action(verb);
		String name = keys.containsKey("name") ? PlanReader.text(keys.get("name")) : verb + " " + PlanReader.text(keys.get(verb));
		Set<String> after = keys.containsKey("after") ? names(keys.get("after")) : before;
		Duration within = keys.containsKey("within") ? time("within").orElse(WITHIN) : WITHIN;
		return action.map(a -> new Step(name.strip(), group, a, after, flag(), within, line));
	}

	private boolean flag() {
		String text = keys.containsKey("optional") ? PlanReader.text(keys.get("optional")) : "false";
		if (!text.equals("true") && !text.equals("false")) {
			findings.add(PlanFinding.error(at("optional"), "optional is true or false, not '" + text + "'"));
		}
		return text.equals("true");
	}

	private Optional<Action> action(String verb) {
		String value = PlanReader.text(keys.get(verb));
		return switch (verb) {
			case "gate" -> application(verb).map(Gate::new);
			case "wait" -> time("wait").map(Pause::new);
			case "prompt" -> value.isBlank() ? missing(verb, "the question") : Optional.of(new Prompt(value));
			case "command" -> command();
			default -> application(verb).map(a -> new Order(VERBS.get(verb), a, keys.containsKey("to") ? PlanReader.text(keys.get("to")) : ""));
		};
	}

	private Optional<Action> missing(String verb, String what) {
		findings.add(PlanFinding.error(at(verb), verb + " needs " + what));
		return Optional.empty();
	}

	private Optional<Action> command() {
		List<String> words = keys.get("command") instanceof SequenceNode list ? list.getValue().stream().map(PlanReader::text).toList() : List.of();
		return words.isEmpty() || words.contains("") ? missing("command", "a list of program and arguments: [/usr/bin/logger, done]") : Optional.of(new Command(words));
	}

	private Optional<ApplicationName> application(String verb) {
		String value = PlanReader.text(keys.get(verb));
		try {
			return Optional.of(new ApplicationName(value));
		} catch (IllegalArgumentException e) {
			findings.add(PlanFinding.error(at(verb), verb + " needs an application's name: " + e.getMessage()));
			return Optional.empty();
		}
	}

	private Optional<Duration> time(String key) {
		Matcher matcher = TIME.matcher(PlanReader.text(keys.get(key)));
		if (!matcher.matches()) {
			findings.add(PlanFinding.error(at(key), key + " needs a time: 500ms, 1.5s, 2m or 1h"));
			return Optional.empty();
		}
		long unit = switch (matcher.group(2)) {
			case "ms" -> 1;
			case "s" -> 1_000;
			case "m" -> 60_000;
			default -> 3_600_000;
		};
		return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * unit)));
	}

	private int at(String key) {
		return PlanReader.line(keys.get(key));
	}

	/** One name or a list of them. */
	static Set<String> names(Node node) {
		return node instanceof SequenceNode list ? list.getValue().stream().map(PlanReader::text).collect(Collectors.toSet()) : Set.of(PlanReader.text(node));
	}
}
