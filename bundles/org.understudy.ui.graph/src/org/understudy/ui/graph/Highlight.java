// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.Set;

/**
 * What is emphasised.
 *
 * @param selected id of the selected vertex, or empty
 * @param hovered  id of the vertex under the pointer, or empty
 * @param hoveredEdge the edge under the pointer, or null
 * @param focus    what stays bright; empty: everything does
 * @param stale    whether the picture is known to be old: it is hatched
 */
record Highlight(String selected, String hovered, FoldedEdge.Key hoveredEdge, Set<String> focus, boolean stale) {

	static final Highlight NONE = new Highlight("", "", null, Set.of(), false);

	Highlight {
		focus = Set.copyOf(focus);
	}

	boolean isBright(String id) {
		return focus.isEmpty() || focus.contains(id);
	}

	boolean isBright(FoldedEdge edge) {
		return isBright(edge.from()) && isBright(edge.to());
	}

	/** Belongs to the path that leads through the selection. */
	boolean isPath(FoldedEdge edge) {
		return !focus.isEmpty() && focus.contains(edge.from()) && focus.contains(edge.to());
	}

	boolean shows(Scene.Edge edge) {
		return !edge.quiet() || edge.content().touches(selected) || edge.content().touches(hovered);
	}

	boolean isHovered(FoldedEdge edge) {
		return edge.key().equals(hoveredEdge) || !hovered.isEmpty() && edge.touches(hovered);
	}

	Highlight hovering(String node, FoldedEdge.Key edge) {
		return new Highlight(selected, node, edge, focus, stale);
	}

	Highlight selecting(String id, Set<String> bright) {
		return new Highlight(id, hovered, hoveredEdge, bright, stale);
	}

	Highlight stale(boolean now) {
		return new Highlight(selected, hovered, hoveredEdge, focus, now);
	}
}
