// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import org.understudy.admin.JsonText;
import org.understudy.core.graph.GraphDot;
import org.understudy.core.graph.GraphText;
import org.understudy.model.graph.ResourceGraph;

/** How a graph is written. */
enum GraphForm {
	TEXT, JSON, DOT;

	static GraphForm of(GraphForm chosen, Console console) {
		return console.json() ? JSON : chosen == null ? TEXT : chosen;
	}

	String render(ResourceGraph graph) {
		return switch (this) {
			case TEXT -> GraphText.render(graph).stripTrailing();
			case JSON -> JsonText.of(graph);
			case DOT -> GraphDot.render(graph).stripTrailing();
		};
	}
}
