// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import org.understudy.admin.GraphDrawing;
import org.understudy.admin.JsonText;
import org.understudy.core.graph.GraphDot;
import org.understudy.core.graph.GraphMl;
import org.understudy.core.graph.GraphText;
import org.understudy.model.graph.ResourceGraph;

/** How a graph is written. */
enum GraphForm {
	TEXT, JSON, DOT, SVG, GRAPHML;

	static GraphForm of(GraphForm chosen, Console console) {
		return console.json() ? JSON : chosen == null ? TEXT : chosen;
	}

	String render(ResourceGraph graph) {
		return switch (this) {
			case TEXT -> GraphText.render(graph).stripTrailing();
			case JSON -> JsonText.of(graph);
			case DOT -> GraphDot.render(graph).stripTrailing();
			case SVG -> GraphDrawing.svg(graph).stripTrailing();
			case GRAPHML -> GraphMl.render(graph).stripTrailing();
		};
	}
}
