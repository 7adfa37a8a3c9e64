// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Small circles (locks, timers, epoll, mounts, …) that sit on the lower border of the process that uses them, else of another vertex that
 * does, instead of standing in a column.
 *
 * @param owners by satellite
 */
record Satellites(Map<String, String> owners) {

	private static final int GAP = 4;
	/** Little, so that they hide none of the owner's words. */
	private static final int OVERLAP = 5;

	static Satellites of(FoldedGraph graph) {
		Map<String, String> owners = new LinkedHashMap<>();
		seat(graph, owners, shape -> shape == VertexShape.ROUNDED);
		seat(graph, owners, shape -> shape != VertexShape.CIRCLE);
		return new Satellites(owners);
	}

	private static void seat(FoldedGraph graph, Map<String, String> owners, Predicate<VertexShape> owner) {
		for (FoldedEdge edge : graph.edges()) {
			if (isCircle(graph, edge.to()) && owner.test(graph.nodes().get(edge.from()).shape())) {
				owners.putIfAbsent(edge.to(), edge.from());
			}
		}
	}

	private static boolean isCircle(FoldedGraph graph, String id) {
		return graph.nodes().get(id).shape() == VertexShape.CIRCLE;
	}

	boolean contains(String node) {
		return owners.containsKey(node);
	}

	/** The placement with the satellites on their owners, and straight lines for those of their edges that lead elsewhere. */
	Placement added(Placement placement, FoldedGraph graph, NodeSizes sizes) {
		Map<String, Box> boxes = new HashMap<>(placement.boxes());
		Map<String, Integer> next = new HashMap<>();
		owners.forEach((satellite, owner) -> boxes.put(satellite, seat(boxes.get(owner), next.merge(owner, 1, Integer::sum))));
		Map<FoldedEdge.Key, List<Spot>> routes = new HashMap<>(placement.routes());
		for (FoldedEdge edge : graph.edges()) {
			if ((contains(edge.from()) || contains(edge.to())) && !isOwnership(edge)) {
				routes.put(edge.key(), Routes.straight(boxes.get(edge.from()), boxes.get(edge.to())));
			}
		}
		return new Placement(boxes, routes);
	}

	private boolean isOwnership(FoldedEdge edge) {
		return edge.from().equals(owners.get(edge.to()));
	}

	private static Box seat(Box owner, int number) {
		int x = owner.right() - NodeSizes.PADDING / 2 - number * (NodeSizes.CIRCLE + GAP) + GAP;
		return new Box(x, owner.bottom() - OVERLAP, NodeSizes.CIRCLE, NodeSizes.CIRCLE);
	}
}
