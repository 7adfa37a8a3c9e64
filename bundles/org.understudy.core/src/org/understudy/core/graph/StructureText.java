// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.understudy.core.graph.Structure.Process;
import org.understudy.core.graph.Structure.Thread;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;

/** A structure for the terminal: the tree of processes and threads, then sessions, users and namespaces with their members. */
public final class StructureText {

	private final ResourceGraph graph;
	private final Structure structure;
	private final StringBuilder out = new StringBuilder();

	private StructureText(ResourceGraph graph) {
		this.graph = graph;
		this.structure = Structure.of(graph);
	}

	/** The whole text, lines separated and ended by a line feed. */
	public static String render(ResourceGraph graph) {
		return new StructureText(graph).all();
	}

	/** One line: {@code 3 processes, 12 threads, 1 sessions, 1 users, 7 namespaces}. */
	public static String summary(Structure structure) {
		return "%d processes, %d threads, %d sessions, %d users, %d namespaces".formatted(structure.processes(), structure.threads(),
				structure.sessions().size(), structure.users().size(), structure.namespaces().size());
	}

	private String all() {
		out.append(summary(structure)).append('\n');
		structure.roots().forEach(p -> process(p, 0));
		group("sessions", structure.sessions());
		group("users", structure.users());
		group("namespaces", structure.namespaces());
		return out.toString();
	}

	private void process(Process process, int depth) {
		out.repeat("  ", depth).append(process.resource().label()).append("  user ").append(process.user()).append(", session ")
				.append(process.session()).append(", group ").append(process.group()).append(", ")
				.append(process.resource().attributes().getOrDefault("state", "")).append('\n');
		for (Thread thread : process.threads()) {
			out.repeat("  ", depth + 1).append("· ").append(thread.name()).append(" (").append(thread.id()).append(")\n");
		}
		process.children().forEach(c -> process(c, depth + 1));
	}

	private void group(String title, Map<?, List<ResourceId>> groups) {
		out.append(title).append('\n');
		groups.forEach((key, members) -> out.append("  ").append(key).append(": ").append(members.size() == structure.processes()
				&& members.size() > 1 ? "all processes" : names(members)).append('\n'));
	}

	/** Several of one name are counted: {@code postgres ×20}. */
	private String names(List<ResourceId> members) {
		Map<String, Long> counts = members.stream().map(m -> graph.resources().get(m).attributes().getOrDefault("name", m.key()))
				.collect(Collectors.groupingBy(n -> n, java.util.TreeMap::new, Collectors.counting()));
		String[] names = counts.entrySet().stream().map(e -> e.getKey() + (e.getValue() > 1 ? " ×" + e.getValue() : "")).toArray(String[]::new);
		return String.join(", ", Arrays.asList(names));
	}
}
