// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;

/** A graph in Graphviz' language (graphviz.org/doc/info/lang.html): coloured by replicability, laid out from left to right. */
public final class GraphDot {

	private GraphDot() {
	}

	public static String render(ResourceGraph graph) {
		StringBuilder out = new StringBuilder("digraph understudy {\n\trankdir=LR;\n\tnode [shape=box, style=filled, fontname=\"sans\"];\n");
		graph.resources().values().forEach(r -> vertex(out, r));
		graph.edges().forEach(e -> edge(out, e));
		return out.append("}\n").toString();
	}

	private static void vertex(StringBuilder out, Resource resource) {
		out.append('\t').append(quoted(resource.id().toString())).append(" [label=")
				.append(quoted(resource.kind() + "\n" + resource.label())).append(", fillcolor=")
				.append(quoted(colour(resource.replicability()))).append(", tooltip=")
				.append(quoted(resource.replicability().word() + ": " + resource.replicability().reason())).append("];\n");
	}

	private static void edge(StringBuilder out, Dependency edge) {
		out.append('\t').append(quoted(edge.from().toString())).append(" -> ").append(quoted(edge.to().toString())).append(" [label=")
				.append(quoted((edge.kind().word() + " " + edge.detail()).strip())).append("];\n");
	}

	private static String quoted(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
	}

	private static String colour(Replicability verdict) {
		return switch (verdict) {
			case Replicability.Captured _ -> "#c8e6c9";
			case Replicability.Copied _ -> "#bbdefb";
			case Replicability.Required _ -> "#fff9c4";
			case Replicability.External _ -> "#e0e0e0";
			case Replicability.Blocked _ -> "#ffcdd2";
		};
	}
}
