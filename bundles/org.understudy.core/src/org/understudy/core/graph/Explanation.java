// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/**
 * Why a resource is in the graph, who uses it, and what becomes of it on takeover. Pure.
 *
 * @param resource the one explained
 * @param chain    the way to it from the application's first process: each edge starts where the one before ends; empty for that
 *                 process itself
 * @param users    edges that lead to it
 * @param uses     edges that lead from it
 * @param takeover what happens to it when another node takes over, one sentence
 */
public record Explanation(Resource resource, List<Dependency> chain, List<Dependency> users, List<Dependency> uses, String takeover) {

	/** @throws IllegalArgumentException when the graph does not hold it */
	public static Explanation of(ResourceGraph graph, ResourceId id) {
		Resource resource = graph.resource(id).orElseThrow(() -> new IllegalArgumentException("not in the graph: " + id));
		return new Explanation(resource, chain(graph, id), graph.edges().stream().filter(e -> e.to().equals(id)).toList(),
				graph.edges().stream().filter(e -> e.from().equals(id)).toList(), takeover(resource));
	}

	/** The shortest way from a process without parent. */
	private static List<Dependency> chain(ResourceGraph graph, ResourceId id) {
		Map<ResourceId, List<Dependency>> used = new HashMap<>();
		graph.edges().forEach(e -> used.computeIfAbsent(e.from(), _ -> new ArrayList<>()).add(e));
		Map<ResourceId, Dependency> way = new HashMap<>();
		Deque<ResourceId> open = new ArrayDeque<>();
		graph.resources().keySet().stream().filter(r -> r.kind().equals(ResourceKind.PROCESS)).filter(p -> graph.edges().stream()
				.noneMatch(e -> e.kind() == DependencyKind.PARENT_OF && e.to().equals(p))).forEach(root -> {
					way.put(root, null);
					open.add(root);
				});
		while (!open.isEmpty() && !way.containsKey(id)) {
			for (Dependency edge : used.getOrDefault(open.poll(), List.of())) {
				if (!way.containsKey(edge.to())) {
					way.put(edge.to(), edge);
					open.add(edge.to());
				}
			}
		}
		List<Dependency> chain = new ArrayList<>();
		for (Dependency edge = way.get(id); edge != null; edge = way.get(edge.from())) {
			chain.addFirst(edge);
		}
		return List.copyOf(chain);
	}

	private static String takeover(Resource resource) {
		return switch (resource.replicability()) {
			case Replicability.Captured _ -> "It is recreated from the checkpoint, as it was at the epoch that is restored.";
			case Replicability.Copied _ -> "Its content at the epoch that is restored is laid out before the application continues.";
			case Replicability.Required _ -> "The secondary's own is used: it must exist there and be the same, which the preflight compares.";
			case Replicability.External _ -> "Nothing is done to it: it stays where it is, and the application finds it again from the secondary,"
					+ " or not.";
			case Replicability.Blocked _ -> "It prevents a checkpoint: hot replication of the application fails until this is resolved.";
		};
	}

	/** For the terminal; lines separated and ended by a line feed. */
	public String text() {
		StringBuilder out = new StringBuilder();
		out.append(resource.kind()).append(' ').append(resource.label()).append('\n');
		out.append("verdict   ").append(resource.replicability().word()).append(": ").append(resource.replicability().reason()).append('\n');
		if (!resource.replicability().remedy().isEmpty()) {
			out.append("remedy    ").append(resource.replicability().remedy()).append('\n');
		}
		out.append("takeover  ").append(takeover).append('\n');
		out.append("evidence  ").append(resource.evidence()).append('\n');
		way(out);
		edges(out, "used by", users, true);
		edges(out, "uses", uses, false);
		out.append("facts\n");
		resource.attributes().forEach((key, value) -> out.append("  ").append(key).append(": ").append(value).append('\n'));
		return out.toString();
	}

	private void way(StringBuilder out) {
		out.append("why here  ");
		if (chain.isEmpty()) {
			out.append("it is what was asked for\n");
			return;
		}
		out.append(chain.getFirst().from());
		chain.forEach(e -> out.append(" → ").append(relation(e)).append(' ').append(e.to()));
		out.append('\n');
	}

	private static void edges(StringBuilder out, String title, List<Dependency> edges, boolean from) {
		if (!edges.isEmpty()) {
			out.append(title).append('\n');
			edges.forEach(e -> out.append("  ").append(relation(e)).append(from ? "  by " : "  ").append(from ? e.from() : e.to()).append('\n'));
		}
	}

	/** An edge's kind with what distinguishes it. */
	static String relation(Dependency edge) {
		return edge.kind().word() + (edge.detail().isEmpty() ? "" : " (" + edge.detail() + ")");
	}
}
