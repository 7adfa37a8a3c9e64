// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.understudy.core.plan.PlanCheck;
import org.understudy.core.plan.PlanFinding;
import org.understudy.core.plan.RecoveryPlan;
import org.understudy.core.plan.RecoveryPlan.Step;
import org.understudy.model.Severity;

/**
 * Reads a plan's YAML text by its nodes, never by making objects of what it names, and keeps each one's line. Used once.
 */
public final class PlanReader {

	private static final Set<String> TOP = Set.of("plan", "version", "description", "steps");

	private final List<PlanFinding> findings = new ArrayList<>();
	private final List<Step> steps = new ArrayList<>();
	/** Names of groups with the steps that stand in them: who waits for a group waits for all of these. */
	private final Map<String, Set<String>> groups = new TreeMap<>();

	/**
	 * What came of reading.
	 *
	 * @param plan     empty when the text is none
	 * @param findings by line; errors forbid to run it
	 */
	public record Result(Optional<RecoveryPlan> plan, List<PlanFinding> findings) {

		public boolean isSound() {
			return plan.isPresent() && findings.stream().noneMatch(f -> f.severity() == Severity.ERROR);
		}
	}

	public static Result read(String text) {
		return new PlanReader().parse(text);
	}

	private Result parse(String text) {
		Optional<RecoveryPlan> plan = Optional.empty();
		try {
			Optional<Node> root = new Compose(LoadSettings.builder().setAllowDuplicateKeys(false).setCodePointLimit(1 << 20).build()).composeString(text);
			if (root.isPresent() && root.get() instanceof MappingNode mapping) {
				plan = Optional.of(plan(mapping));
			} else {
				findings.add(PlanFinding.error(1, "a plan is a mapping with the keys plan, version, description and steps"));
			}
		} catch (MarkedYamlEngineException e) {
			findings.add(PlanFinding.error(e.getProblemMark().map(m -> m.getLine() + 1).orElse(0), "this is not YAML: " + e.getProblem()));
		} catch (YamlEngineException e) {
			findings.add(PlanFinding.error(0, "this is not YAML: " + e.getMessage()));
		}
		plan.filter(_ -> findings.isEmpty()).ifPresent(p -> findings.addAll(PlanCheck.alone(p)));
		findings.sort(java.util.Comparator.comparingInt(PlanFinding::line));
		return new Result(plan, List.copyOf(findings));
	}

	private RecoveryPlan plan(MappingNode root) {
		Map<String, Node> keys = keys(root, TOP, "a plan");
		if (!keys.containsKey("plan")) {
			findings.add(PlanFinding.error(line(root), "the plan has no name: plan: NAME"));
		}
		if (keys.get("steps") instanceof SequenceNode list) {
			sequence(list, "", Set.of(), false);
		} else {
			findings.add(PlanFinding.error(keys.containsKey("steps") ? line(keys.get("steps")) : line(root), "steps must be a list"));
		}
		return new RecoveryPlan(text(keys, "plan"), text(keys, "version"), text(keys, "description"), steps.stream().map(this::resolved).toList());
	}

	/** Steps of a list: each waits for the one before it, or in a parallel group for what the group waits for. @return the last ones */
	private Set<String> sequence(SequenceNode list, String group, Set<String> before, boolean parallel) {
		Set<String> last = before;
		Set<String> all = new HashSet<>();
		for (Node node : list.getValue()) {
			Set<String> ends = node instanceof MappingNode mapping ? entry(mapping, group, parallel ? before : last) : none(node);
			all.addAll(ends);
			last = ends.isEmpty() ? last : ends;
		}
		return parallel ? all : last;
	}

	private Set<String> none(Node node) {
		findings.add(PlanFinding.error(line(node), "a step is a mapping: - name: … and what it does"));
		return Set.of();
	}

	private Set<String> entry(MappingNode mapping, String group, Set<String> before) {
		boolean isGroup = mapping.getValue().stream().anyMatch(t -> text(t.getKeyNode()).equals("group"));
		if (!isGroup) {
			Map<String, Node> keys = keys(mapping, StepReader.KEYS, "a step");
			Optional<Step> step = new StepReader(findings, keys, line(mapping)).read(group, before);
			step.ifPresent(steps::add);
			step.filter(s -> !group.isEmpty()).ifPresent(s -> groups.get(group).add(s.name()));
			return step.map(s -> Set.of(s.name())).orElse(Set.of());
		}
		Map<String, Node> keys = keys(mapping, Set.of("group", "parallel", "after", "steps"), "a group");
		String name = text(keys, "group");
		groups.put(name, new HashSet<>());
		Set<String> waits = keys.containsKey("after") ? StepReader.names(keys.get("after")) : before;
		if (!(keys.get("steps") instanceof SequenceNode list)) {
			findings.add(PlanFinding.error(line(mapping), "the group '" + name + "' has no steps"));
			return Set.of();
		}
		return sequence(list, name, waits, text(keys, "parallel").toLowerCase(Locale.ROOT).equals("true"));
	}

	/** Groups that a step waits for, by their steps. */
	private Step resolved(Step step) {
		Set<String> after = step.after().stream().flatMap(a -> groups.getOrDefault(a, Set.of(a)).stream()).collect(Collectors.toSet());
		return new Step(step.name(), step.group(), step.action(), after, step.optional(), step.within(), step.line());
	}

	private Map<String, Node> keys(MappingNode mapping, Set<String> known, String what) {
		Map<String, Node> keys = new TreeMap<>();
		for (NodeTuple tuple : mapping.getValue()) {
			String key = text(tuple.getKeyNode());
			if (!known.contains(key)) {
				findings.add(PlanFinding.error(line(tuple.getKeyNode()), what + " has no key '" + key + "'; known are " + new java.util.TreeSet<>(known)));
			}
			keys.put(key, tuple.getValueNode());
		}
		return keys;
	}

	private static String text(Map<String, Node> keys, String key) {
		return keys.containsKey(key) ? text(keys.get(key)) : "";
	}

	static String text(Node node) {
		return node instanceof ScalarNode scalar ? scalar.getValue() : "";
	}

	static int line(Node node) {
		return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
	}
}
