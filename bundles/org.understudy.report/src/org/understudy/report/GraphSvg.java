// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import java.util.Set;

import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;

/**
 * Draws a resource graph as one SVG element that stands alone or inside a page. Colour says what becomes of a resource, shape what
 * it is, a word in each box says both again. The same graph gives the same text.
 */
public final class GraphSvg {

	private static final Set<DependencyKind> STRUCTURE = Set.of(DependencyKind.PARENT_OF, DependencyKind.EXECUTES, DependencyKind.MAPS,
			DependencyKind.MEMBER_OF, DependencyKind.MOUNTED_ON);
	private static final Set<DependencyKind> WATCHING = Set.of(DependencyKind.WATCHES, DependencyKind.LOCKS);
	private static final int LABEL = 26;
	private static final int LEGEND = 32;
	/** How far an edge within one column swings out to the right. */
	private static final int BEND = 28;
	private static final String STYLE = """
			.g-paper { fill: #ffffff; stroke: none; }
			.g-box { fill-opacity: 0.12; stroke-width: 1.25; }
			.g-captured { fill: #0f766e; stroke: #0f766e; } .g-copied { fill: #1d4ed8; stroke: #1d4ed8; }
			.g-required { fill: #6b7280; stroke: #6b7280; } .g-external { fill: #b45309; stroke: #b45309; }
			.g-blocked { fill: #b91c1c; stroke: #b91c1c; }
			.g-name { font: 12px system-ui, sans-serif; fill: #1f2328; } .g-kind { font: 10px system-ui, sans-serif; fill: #57606a; }
			.g-edge { fill: none; stroke: #6b7280; stroke-width: 1; } .g-structure { stroke-dasharray: 5 3; } .g-watch { stroke-dasharray: 1 3; }
			.g-arrow { fill: #6b7280; stroke: none; } .g-emphasised { stroke-width: 3; }
			@media (prefers-color-scheme: dark) {
			.g-paper { fill: #0d1117; }
			.g-captured { fill: #5eead4; stroke: #5eead4; } .g-copied { fill: #93c5fd; stroke: #93c5fd; }
			.g-required { fill: #9ca3af; stroke: #9ca3af; } .g-external { fill: #fcd34d; stroke: #fcd34d; }
			.g-blocked { fill: #fca5a5; stroke: #fca5a5; }
			.g-name { fill: #e6edf3; } .g-kind { fill: #9da7b3; } .g-edge { stroke: #9ca3af; } .g-arrow { fill: #9ca3af; }
			}
			""";

	private final String id;

	/** {@code id} starts the identifiers inside, so that two drawings can be on one page; a name as XML has them. */
	public GraphSvg(String id) {
		this.id = id;
	}

	/** Draws; the {@code emphasised} ones with a thick border and never folded into a stack. */
	public String render(ResourceGraph graph, Set<ResourceId> emphasised) {
		GraphFolding folded = GraphFolding.of(graph, emphasised);
		GraphLayout layout = GraphLayout.of(folded);
		Markup svg = new Markup();
		int width = Math.max(layout.width() + BEND, 600);
		int height = layout.height() + LEGEND;
		svg.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 %d %d".formatted(width, height), "width",
				Integer.toString(width), "height", Integer.toString(height), "role", "img", "aria-labelledby", id + "-title " + id + "-desc");
		svg.leaf("title", "Resource graph", "id", id + "-title").leaf("desc", description(graph), "id", id + "-desc");
		svg.leaf("style", STYLE);
		arrow(svg);
		folded.edges().stream().filter(e -> e.kind() != DependencyKind.MOUNTED_ON).forEach(e -> edge(svg, e, layout));
		folded.nodes().values().forEach(n -> node(svg, n, layout.boxes().get(n.key())));
		legend(svg, layout.height());
		return svg.close().toString();
	}

	private static String description(ResourceGraph graph) {
		return ("%d resources and %d dependencies, from left to right: remote ends, sockets, processes, files, libraries."
				+ " Which file lies on which mount is not drawn.")
				.formatted(graph.resources().size(), graph.edges().size());
	}

	private void arrow(Markup svg) {
		svg.open("defs").open("marker", "id", id + "-arrow", "viewBox", "0 0 8 8", "refX", "8", "refY", "4", "markerWidth", "6", "markerHeight",
				"6", "orient", "auto-start-reverse");
		svg.empty("path", "d", "M0 0 L8 4 L0 8 Z", "class", "g-arrow").close().close().line();
	}

	private void edge(Markup svg, GraphFolding.Edge edge, GraphLayout layout) {
		GraphLayout.Box from = layout.boxes().get(edge.from());
		GraphLayout.Box to = layout.boxes().get(edge.to());
		svg.open("path", "d", curve(from, to), "class", "g-edge" + family(edge.kind()), "marker-end", "url(#" + id + "-arrow)");
		svg.leaf("title", edge.kind().word()).close().line();
	}

	private static String family(DependencyKind kind) {
		return STRUCTURE.contains(kind) ? " g-structure" : WATCHING.contains(kind) ? " g-watch" : "";
	}

	/** From side to side; within one column around the right edge. */
	private static String curve(GraphLayout.Box from, GraphLayout.Box to) {
		int right = GraphLayout.BOX_WIDTH;
		boolean backwards = to.x() < from.x();
		int x1 = backwards ? from.x() : from.x() + right;
		int x2 = to.x() <= from.x() ? to.x() + right : to.x();
		int bend = to.x() == from.x() ? BEND : Math.max(24, Math.abs(x2 - x1) / 2);
		int c1 = backwards ? x1 - bend : x1 + bend;
		int c2 = to.x() <= from.x() ? x2 + bend : x2 - bend;
		return "M%d %d C%d %d %d %d %d %d".formatted(x1, from.middle(), c1, from.middle(), c2, to.middle(), x2, to.middle());
	}

	private static void node(Markup svg, GraphFolding.Node node, GraphLayout.Box box) {
		String word = node.first().replicability().word();
		svg.open("g", "transform", "translate(%d %d)".formatted(box.x(), box.y()));
		svg.leaf("title", hint(node));
		String style = "g-box g-" + word + (node.emphasised() ? " g-emphasised" : "");
		GraphShape.of(node).draw(svg, "g-paper");
		GraphShape.of(node).draw(svg, style);
		String name = node.isStack() ? node.resources().size() + " × " + node.kind() : node.first().label();
		svg.leaf("text", shortened(name), "x", "14", "y", "16", "class", "g-name");
		svg.leaf("text", shortened((node.isStack() ? "" : node.kind() + " · ") + word), "x", "14", "y", "29", "class", "g-kind");
		svg.close().line();
	}

	private static String hint(GraphFolding.Node node) {
		if (!node.isStack()) {
			return node.first().id() + "\n" + node.first().replicability().word() + ": " + node.first().replicability().reason();
		}
		return String.join("\n", node.resources().stream().limit(40).map(r -> r.label()).toList());
	}

	/** The end of a path tells more than its beginning. */
	private static String shortened(String text) {
		int[] points = text.codePoints().toArray();
		return points.length <= LABEL ? text : "…" + new String(points, points.length - LABEL + 1, LABEL - 1);
	}

	private static void legend(Markup svg, int top) {
		int x = 16;
		for (String word : new String[] { "captured", "copied", "required", "external", "blocked" }) {
			svg.empty("rect", "x", Integer.toString(x), "y", Integer.toString(top + 8), "width", "14", "height", "14", "class", "g-box g-" + word);
			svg.leaf("text", word, "x", Integer.toString(x + 20), "y", Integer.toString(top + 19), "class", "g-kind");
			x += 88;
		}
	}
}
