// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import java.util.Set;

import org.understudy.model.graph.ResourceGraph;
import org.understudy.report.GraphSvg;

/** Draws graphs as the reports do. */
public final class GraphDrawing {

	private GraphDrawing() {
	}

	/** A picture that stands alone: one SVG document. */
	public static String svg(ResourceGraph graph) {
		return new GraphSvg("graph").render(graph, Set.of());
	}
}
