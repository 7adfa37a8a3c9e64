// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.understudy.core.replicability.CoverageCount;
import org.understudy.model.Bytes;
import org.understudy.model.Coverage;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/**
 * A graph for the terminal: a summary line, the process tree and under each process what it uses, every line with the verdict's
 * word. What is blocked comes last once more, with reason and remedy. Libraries are folded into one line per process.
 */
public final class GraphText {

	private static final int WORD = 10;

	private final ResourceGraph graph;
	private final Map<ResourceId, List<Dependency>> used = new HashMap<>();
	private final Set<ResourceId> shown = new HashSet<>();
	private final StringBuilder out = new StringBuilder();

	private GraphText(ResourceGraph graph) {
		this.graph = graph;
		graph.edges().forEach(e -> used.computeIfAbsent(e.from(), _ -> new ArrayList<>()).add(e));
	}

	/** The whole text, lines separated and ended by a line feed. */
	public static String render(ResourceGraph graph) {
		return new GraphText(graph).all();
	}

	/** One line: {@code 34 resources: 12 captured, 3 copied, … coverage 100 %}. */
	public static String summary(ResourceGraph graph) {
		Coverage c = CoverageCount.of(graph);
		return "%d resources, %d dependencies: %d captured, %d copied, %d required, %d external, %d blocked; coverage %d %%".formatted(
				c.total(), graph.edges().size(), c.captured(), c.copied(), c.required(), c.external(), c.blocked(), c.percent());
	}

	private String all() {
		out.append(summary(graph)).append('\n');
		Set<ResourceId> children = graph.edges().stream().filter(e -> e.kind() == DependencyKind.PARENT_OF).map(Dependency::to)
				.collect(Collectors.toSet());
		graph.resources().values().stream().filter(GraphText::isProcess).filter(r -> !children.contains(r.id()))
				.forEach(r -> process(r, 0));
		rest();
		blocked();
		return out.toString();
	}

	private void process(Resource process, int depth) {
		if (!shown.add(process.id())) {
			return;
		}
		line(depth, process, "");
		List<Dependency> uses = uses(process);
		uses.stream().filter(e -> e.kind() != DependencyKind.PARENT_OF && !isLibrary(e)).forEach(e -> use(e, depth + 1));
		libraries(uses, depth + 1);
		uses.stream().filter(e -> e.kind() == DependencyKind.PARENT_OF).forEach(e -> process(graph.resources().get(e.to()), depth + 1));
	}

	private void use(Dependency edge, int depth) {
		Resource target = graph.resources().get(edge.to());
		line(depth, target, edge.kind().word() + (edge.detail().isEmpty() ? "" : " (" + edge.detail() + ")") + " ");
		if (shown.add(target.id())) {
			uses(target).stream().filter(e -> e.kind() != DependencyKind.MOUNTED_ON).forEach(e -> further(e, depth + 1));
		}
	}

	/** One step beyond what a process uses itself: the peer of its connection, the targets of its epoll. */
	private void further(Dependency edge, int depth) {
		line(depth, graph.resources().get(edge.to()), edge.kind().word() + " ");
		if (!isProcess(graph.resources().get(edge.to()))) {
			shown.add(edge.to());
		}
	}

	private void libraries(List<Dependency> uses, int depth) {
		List<Resource> libraries = uses.stream().filter(GraphText::isLibrary).map(e -> graph.resources().get(e.to())).distinct().toList();
		if (!libraries.isEmpty()) {
			libraries.forEach(r -> shown.add(r.id()));
			Map<String, Long> words = libraries.stream()
					.collect(Collectors.groupingBy(r -> r.replicability().word(), TreeMap::new, Collectors.counting()));
			indent(depth, String.join("/", words.keySet())).append("maps ").append(libraries.size()).append(" libraries\n");
		}
	}

	private void rest() {
		List<Resource> others = graph.resources().values().stream().filter(r -> !shown.contains(r.id())).toList();
		if (!others.isEmpty()) {
			out.append("beneath these\n");
			others.forEach(r -> line(1, r, ""));
		}
	}

	private void blocked() {
		graph.resources().values().stream().filter(r -> r.replicability().word().equals("blocked")).forEach(r -> out.append("! ")
				.append(r.kind()).append(' ').append(r.label()).append(": ").append(r.replicability().reason())
				.append(r.replicability().remedy().isEmpty() ? "" : "; " + r.replicability().remedy()).append('\n'));
	}

	private void line(int depth, Resource resource, String relation) {
		indent(depth, resource.replicability().word()).append(relation).append(resource.kind()).append(' ').append(resource.label());
		if (resource.attributes().containsKey(EndpointNames.NAME) && !isProcess(resource)) {
			out.append(" (").append(resource.attributes().get(EndpointNames.NAME)).append(')');
		}
		if (resource.size().compareTo(Bytes.ZERO) > 0) {
			out.append(", ").append(resource.size());
		}
		out.append('\n');
	}

	private StringBuilder indent(int depth, String word) {
		return out.append(word).repeat(" ", Math.max(1, WORD - word.length())).repeat("  ", depth);
	}

	private List<Dependency> uses(Resource resource) {
		List<Dependency> edges = new ArrayList<>(used.getOrDefault(resource.id(), List.of()));
		edges.sort(Comparator.comparing(Dependency::kind).thenComparing(Dependency::to));
		return edges;
	}

	private static boolean isProcess(Resource resource) {
		return resource.kind().equals(ResourceKind.PROCESS);
	}

	private static boolean isLibrary(Dependency edge) {
		return edge.to().kind().equals(ResourceKind.LIBRARY);
	}
}
