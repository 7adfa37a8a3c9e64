// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/**
 * Makes a graph readable on paper: libraries and other background kinds become one stacked vertex each, any kind of which there are
 * too many too. A vertex that is emphasised stays by itself, so that no difference hides in a stack.
 *
 * @param nodes what is drawn, sorted by key
 * @param edges between them, sorted; parallel edges of one kind are one
 */
record GraphFolding(SortedMap<String, Node> nodes, SortedSet<Edge> edges) {

	private static final Set<ResourceKind> BACKGROUND = Set.of(ResourceKind.LIBRARY, ResourceKind.NAMESPACE, ResourceKind.MOUNT,
			ResourceKind.USER, ResourceKind.CGROUP, ResourceKind.DEVICE, ResourceKind.ANONYMOUS_INODE, ResourceKind.THREAD_GROUP);
	private static final int MOST_OF_A_KIND = 12;

	/** A vertex of the drawing: one resource, or a stack of several of one kind and verdict. */
	record Node(String key, List<Resource> resources, boolean emphasised) {

		Resource first() {
			return resources.getFirst();
		}

		boolean isStack() {
			return resources.size() > 1;
		}

		ResourceKind kind() {
			return first().kind();
		}
	}

	/** From user to used, by node keys. */
	record Edge(String from, String to, DependencyKind kind) implements Comparable<Edge> {

		@Override
		public int compareTo(Edge other) {
			int byFrom = from.compareTo(other.from);
			int byTo = byFrom != 0 ? byFrom : to.compareTo(other.to);
			return byTo != 0 ? byTo : kind.compareTo(other.kind);
		}
	}

	static GraphFolding of(ResourceGraph graph, Set<ResourceId> emphasised) {
		Map<ResourceKind, Integer> counts = new HashMap<>();
		graph.resources().keySet().forEach(id -> counts.merge(id.kind(), 1, Integer::sum));
		Map<ResourceId, String> keyOf = new HashMap<>();
		SortedMap<String, List<Resource>> members = new TreeMap<>();
		for (Resource resource : graph.resources().values()) {
			boolean alone = emphasised.contains(resource.id()) || !folds(resource.kind(), counts);
			String key = alone ? resource.id().toString() : resource.kind() + "*" + resource.replicability().word();
			keyOf.put(resource.id(), key);
			members.computeIfAbsent(key, _ -> new ArrayList<>()).add(resource);
		}
		SortedMap<String, Node> nodes = new TreeMap<>();
		members.forEach((key, list) -> nodes.put(key, new Node(key, List.copyOf(list), emphasised.contains(list.getFirst().id()))));
		return new GraphFolding(nodes, edges(graph.edges(), keyOf));
	}

	private static boolean folds(ResourceKind kind, Map<ResourceKind, Integer> counts) {
		return BACKGROUND.contains(kind) || counts.get(kind) > MOST_OF_A_KIND;
	}

	private static SortedSet<Edge> edges(Collection<Dependency> dependencies, Map<ResourceId, String> keyOf) {
		SortedSet<Edge> edges = new TreeSet<>();
		for (Dependency d : dependencies) {
			Edge edge = new Edge(keyOf.get(d.from()), keyOf.get(d.to()), d.kind());
			if (!edge.from().equals(edge.to())) {
				edges.add(edge);
			}
		}
		return edges;
	}
}
