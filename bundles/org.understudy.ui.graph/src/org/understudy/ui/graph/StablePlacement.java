// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Small changes without a new arrangement: nothing that stands moves, what is new appears beside its owner, what is gone leaves a
 * gap. Pure.
 */
public final class StablePlacement {

	/** More than this share of new and gone vertices is a different picture: arrange it anew. */
	private static final double MUCH = 0.2;
	private static final int FEW = 4;
	private static final int GAP_X = 56;
	private static final int GAP_Y = 20;

	private final FoldedGraph graph;
	private final NodeSizes sizes;
	private final Map<String, Lane> lanes;
	private final Map<String, List<FoldedEdge>> incidence;
	private final Map<String, Box> boxes = new HashMap<>();

	private StablePlacement(FoldedGraph graph, NodeSizes sizes) {
		this.graph = graph;
		this.sizes = sizes;
		this.lanes = Lane.assign(graph);
		this.incidence = graph.incidence();
	}

	/** The new placement, or empty when so much changed that only a full arrangement makes a good picture. */
	public static Optional<Placement> update(Placement old, FoldedGraph graph, NodeSizes sizes) {
		Set<String> fresh = new HashSet<>(graph.nodes().keySet());
		fresh.removeAll(old.boxes().keySet());
		Set<String> gone = new HashSet<>(old.boxes().keySet());
		gone.removeAll(graph.nodes().keySet());
		int changed = fresh.size() + gone.size();
		if (old.boxes().isEmpty() || changed > Math.max(FEW, MUCH * graph.nodes().size())) {
			return Optional.empty();
		}
		return Optional.of(new StablePlacement(graph, sizes).place(old, fresh));
	}

	private Placement place(Placement old, Set<String> fresh) {
		Satellites satellites = Satellites.of(graph);
		old.boxes().forEach((id, box) -> {
			if (graph.nodes().containsKey(id) && !satellites.contains(id)) {
				boxes.put(id, box);
			}
		});
		Set<String> waiting = new HashSet<>(fresh);
		waiting.removeIf(satellites::contains);
		// neighbours of what stands first; then neighbours of those
		while (waiting.removeIf(this::placedBesideOwner)) {
			continue;
		}
		waiting.forEach(this::placeBelowAll);
		return satellites.added(new Placement(boxes, routes(old, satellites)), graph, sizes);
	}

	private boolean placedBesideOwner(String id) {
		Optional<String> owner = neighbours(id).stream().filter(boxes::containsKey).findFirst();
		owner.ifPresent(o -> boxes.put(id, free(besides(id, o))));
		return owner.isPresent();
	}

	private Collection<String> neighbours(String id) {
		return incidence.getOrDefault(id, List.of()).stream().map(e -> e.other(id)).toList();
	}

	private Box besides(String id, String owner) {
		Box size = sizes.box(graph.nodes().get(id));
		Box at = boxes.get(owner);
		Optional<Box> sibling = neighbours(owner).stream().filter(n -> !n.equals(id) && lanes.get(n) == lanes.get(id)).map(boxes::get)
				.filter(b -> b != null).findFirst();
		boolean left = lanes.get(id).compareTo(lanes.get(owner)) < 0;
		int x = sibling.map(Box::x).orElse(left ? at.x() - GAP_X - size.width() : at.right() + GAP_X);
		return size.at(x, at.y());
	}

	/** The nearest free seat of the same column, looking down and up in turn. */
	private Box free(Box wanted) {
		int step = wanted.height() + GAP_Y;
		for (int i = 0;; i++) {
			int shift = (i + 1) / 2 * step * (i % 2 == 0 ? 1 : -1);
			Box seat = wanted.at(wanted.x(), wanted.y() + shift);
			if (boxes.values().stream().noneMatch(seat.grown(GAP_Y / 2)::intersects)) {
				return seat;
			}
		}
	}

	private void placeBelowAll(String id) {
		Box all = boxes.values().stream().reduce(Box::union).orElse(Box.EMPTY);
		boxes.put(id, free(sizes.box(graph.nodes().get(id)).at(all.x(), all.bottom() + GAP_Y)));
	}

	private Map<FoldedEdge.Key, List<Spot>> routes(Placement old, Satellites satellites) {
		Map<FoldedEdge.Key, List<Spot>> routes = new HashMap<>();
		for (FoldedEdge edge : graph.edges()) {
			if (!satellites.contains(edge.from()) && !satellites.contains(edge.to())) {
				List<Spot> kept = old.routes().get(edge.key());
				routes.put(edge.key(), kept != null ? kept : Routes.bent(boxes.get(edge.from()), boxes.get(edge.to())));
			}
		}
		return routes;
	}
}
