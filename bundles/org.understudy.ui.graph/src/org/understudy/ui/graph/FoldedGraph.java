// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceId;

/**
 * A resource graph as it is drawn. Every resource is in exactly one node; no edge joins a node with itself.
 *
 * @param nodes by id, in a stable order
 * @param edges at most one from one node to another
 */
public record FoldedGraph(Map<String, FoldedNode> nodes, List<FoldedEdge> edges) {

	public static final FoldedGraph EMPTY = new FoldedGraph(Map.of(), List.of());

	public FoldedGraph {
		nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
		edges = List.copyOf(edges);
	}

	static FoldedGraph of(List<FoldedNode> nodes, Iterable<Dependency> dependencies) {
		Map<String, FoldedNode> byId = new LinkedHashMap<>();
		Map<ResourceId, String> homes = new HashMap<>();
		for (FoldedNode node : nodes) {
			byId.put(node.id(), node);
			node.members().forEach(member -> homes.put(member.id(), node.id()));
		}
		Map<FoldedEdge.Key, FoldedEdge> edges = new LinkedHashMap<>();
		for (Dependency dependency : dependencies) {
			FoldedEdge edge = edge(dependency, homes);
			if (!edge.from().equals(edge.to())) {
				edges.merge(edge.key(), edge, FoldedEdge::merged);
			}
		}
		return new FoldedGraph(byId, new ArrayList<>(edges.values()));
	}

	private static FoldedEdge edge(Dependency dependency, Map<ResourceId, String> homes) {
		String word = (dependency.kind().word() + " " + dependency.detail()).strip();
		return new FoldedEdge(homes.get(dependency.from()), homes.get(dependency.to()), EdgeFamily.of(dependency.kind()),
				new java.util.TreeSet<>(List.of(word)));
	}

	/** The node that shows a resource. */
	public Optional<FoldedNode> home(ResourceId resource) {
		return nodes.values().stream().filter(node -> node.members().stream().map(Resource::id).anyMatch(resource::equals)).findFirst();
	}

	/** Edges by each of their ends. */
	Map<String, List<FoldedEdge>> incidence() {
		Map<String, List<FoldedEdge>> result = new HashMap<>();
		for (FoldedEdge edge : edges) {
			result.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge);
			result.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge);
		}
		return result;
	}
}
