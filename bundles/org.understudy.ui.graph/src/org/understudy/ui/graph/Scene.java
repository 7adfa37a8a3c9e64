// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.understudy.model.graph.ResourceId;

/**
 * The picture as data: what stands where, what is hit, what is connected. Knows no toolkit; any painter can draw it.
 *
 * @param graph  what is shown
 * @param nodes  by id; circles last, so that they lie on top of their owners
 * @param edges  those that have a route
 * @param bounds of everything
 */
public record Scene(FoldedGraph graph, Map<String, Node> nodes, List<Edge> edges, Box bounds) {

	public static final Scene EMPTY = new Scene(FoldedGraph.EMPTY, Map.of(), List.of(), Box.EMPTY);

	private static final int MARGIN = 24;

	/** One drawn vertex. */
	public record Node(FoldedNode content, Box box, VertexShape shape) {

		public String id() {
			return content.id();
		}
	}

	/**
	 * One drawn edge.
	 *
	 * @param quiet drawn only while one of its ends is selected or under the pointer
	 */
	public record Edge(FoldedEdge content, List<Spot> route, boolean quiet) {
	}

	/** Directions of the keyboard. */
	public enum Direction {
		LEFT, RIGHT, UP, DOWN
	}

	public Scene {
		nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
		edges = List.copyOf(edges);
	}

	public static Scene of(FoldedGraph graph, Placement placement) {
		List<Node> sorted = new ArrayList<>();
		graph.nodes().values().forEach(n -> sorted.add(new Node(n, placement.boxes().get(n.id()), n.shape())));
		sorted.sort(Comparator.comparing(n -> n.shape() == VertexShape.CIRCLE));
		Map<String, Node> nodes = new LinkedHashMap<>();
		sorted.forEach(n -> nodes.put(n.id(), n));
		List<Edge> edges = graph.edges().stream().filter(e -> placement.routes().containsKey(e.key()))
				.map(e -> new Edge(e, placement.routes().get(e.key()), isCircle(nodes.get(e.from())) || isCircle(nodes.get(e.to()))))
				.toList();
		Box bounds = sorted.stream().map(Node::box).reduce(Box::union).map(b -> b.grown(MARGIN)).orElse(Box.EMPTY);
		return new Scene(graph, nodes, edges, bounds);
	}

	private static boolean isCircle(Node node) {
		return node.shape() == VertexShape.CIRCLE;
	}

	public boolean isEmpty() {
		return nodes.isEmpty();
	}

	/** The topmost vertex at a point of the scene. */
	public Optional<Node> hit(int x, int y) {
		return nodes.values().stream().filter(n -> n.box().contains(x, y)).reduce((_, above) -> above);
	}

	/** The edge within so many pixels of a point. */
	public Optional<Edge> hitEdge(Spot point, double tolerance) {
		return edges.stream().filter(e -> !e.quiet() && distance(e.route(), point) <= tolerance)
				.min(Comparator.comparingDouble(e -> distance(e.route(), point)));
	}

	private static double distance(List<Spot> route, Spot point) {
		double nearest = Double.MAX_VALUE;
		for (int i = 1; i < route.size(); i++) {
			nearest = Math.min(nearest, point.distanceTo(route.get(i - 1), route.get(i)));
		}
		return nearest;
	}

	/** The vertex that shows a resource. */
	public Optional<Node> node(ResourceId resource) {
		return graph.home(resource).map(n -> nodes.get(n.id()));
	}

	/**
	 * What stays bright while a vertex is selected: its neighbours, and through sockets, pipes and the like, which only pass on, the
	 * neighbours of those.
	 */
	public Set<String> focus(String id) {
		Set<String> bright = new HashSet<>(Set.of(id));
		spread(id, bright);
		return bright;
	}

	private void spread(String id, Set<String> bright) {
		for (FoldedEdge edge : graph.edges()) {
			if (edge.touches(id) && bright.add(edge.other(id)) && passesOn(edge.other(id))) {
				spread(edge.other(id), bright);
			}
		}
	}

	private boolean passesOn(String id) {
		return switch (nodes.get(id).shape()) {
			case PILL, CYLINDER -> true;
			case ROUNDED, FOLDED_CORNER, STACK, ANGLE, FLAG, CIRCLE, PLAIN -> false;
		};
	}

	/** Where an arrow key leads from a vertex: along an edge if one leads that way, else to the nearest vertex on that side. */
	public Optional<Node> next(String id, Direction direction) {
		Node from = nodes.get(id);
		if (from == null) {
			return nodes.values().stream().min(Comparator.comparingInt((Node n) -> n.box().x()).thenComparingInt(n -> n.box().y()));
		}
		List<Node> neighbours = graph.edges().stream().filter(e -> e.touches(id)).map(e -> nodes.get(e.other(id))).distinct().toList();
		boolean along = direction == Direction.LEFT || direction == Direction.RIGHT;
		Optional<Node> joined = along ? nearest(from, neighbours, direction) : Optional.empty();
		return joined.or(() -> nearest(from, nodes.values(), direction));
	}

	private static Optional<Node> nearest(Node from, Iterable<Node> candidates, Direction direction) {
		Node best = null;
		double least = Double.MAX_VALUE;
		for (Node candidate : candidates) {
			double distance = candidate.id().equals(from.id()) ? Double.MAX_VALUE : distance(from.box(), candidate.box(), direction);
			if (distance < least) {
				least = distance;
				best = candidate;
			}
		}
		return Optional.ofNullable(best);
	}

	/** Distance in a direction; what lies aside counts thrice, what does not lie there at all is infinitely far. */
	private static double distance(Box from, Box to, Direction direction) {
		int dx = to.centre().x() - from.centre().x();
		int dy = to.centre().y() - from.centre().y();
		int ahead = switch (direction) {
			case LEFT -> -dx;
			case RIGHT -> dx;
			case UP -> -dy;
			case DOWN -> dy;
		};
		int aside = direction == Direction.LEFT || direction == Direction.RIGHT ? Math.abs(dy) : Math.abs(dx);
		return ahead <= 0 ? Double.MAX_VALUE : ahead + 3.0 * aside;
	}
}
