// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.util.HashMap;
import java.util.Map;

import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;

/**
 * A graph as GraphML (graphml.graphdrawing.org), which yEd, Gephi, Cytoscape and NetworkX read: kind, label, verdict, reason, remedy,
 * size and evidence of each vertex, its facts as one text; kind and detail of each edge.
 */
public final class GraphMl {

	private static final String[] VERTEX = { "kind", "label", "verdict", "reason", "remedy", "size", "evidence", "facts" };
	private static final String[] EDGE = { "relation", "detail" };

	private final Map<ResourceId, String> names = new HashMap<>();
	private final StringBuilder out = new StringBuilder();

	private GraphMl() {
	}

	public static String render(ResourceGraph graph) {
		return new GraphMl().all(graph);
	}

	private String all(ResourceGraph graph) {
		out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
		for (String key : VERTEX) {
			out.append("<key id=\"%s\" for=\"node\" attr.name=\"%s\" attr.type=\"%s\"/>\n".formatted(key, key, key.equals("size") ? "long" : "string"));
		}
		for (String key : EDGE) {
			out.append("<key id=\"%s\" for=\"edge\" attr.name=\"%s\" attr.type=\"string\"/>\n".formatted(key, key));
		}
		out.append("<graph id=\"understudy\" edgedefault=\"directed\">\n");
		graph.resources().values().forEach(this::vertex);
		graph.edges().forEach(this::edge);
		return out.append("</graph>\n</graphml>\n").toString();
	}

	private void vertex(Resource resource) {
		String name = "n" + names.size();
		names.put(resource.id(), name);
		out.append("<node id=\"").append(name).append("\">");
		data("kind", resource.kind().key());
		data("label", resource.label());
		data("verdict", resource.replicability().word());
		data("reason", resource.replicability().reason());
		data("remedy", resource.replicability().remedy());
		data("size", Long.toString(resource.size().count()));
		data("evidence", resource.evidence());
		StringBuilder facts = new StringBuilder();
		resource.attributes().forEach((key, value) -> facts.append(facts.isEmpty() ? "" : "\n").append(key).append('=').append(value));
		data("facts", facts.toString());
		out.append("</node>\n");
	}

	private void edge(Dependency edge) {
		out.append("<edge source=\"").append(names.get(edge.from())).append("\" target=\"").append(names.get(edge.to())).append("\">");
		data("relation", edge.kind().word());
		data("detail", edge.detail());
		out.append("</edge>\n");
	}

	private void data(String key, String value) {
		if (!value.isEmpty()) {
			out.append("<data key=\"").append(key).append("\">");
			value.codePoints().forEach(this::escape);
			out.append("</data>");
		}
	}

	/** Not every character may stand in XML, not even escaped: w3.org/TR/xml, production 2. */
	private void escape(int c) {
		boolean allowed = c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
		switch (allowed ? c : 0xfffd) {
			case '<' -> out.append("&lt;");
			case '>' -> out.append("&gt;");
			case '&' -> out.append("&amp;");
			case '"' -> out.append("&quot;");
			default -> out.appendCodePoint(allowed ? c : 0xfffd);
		}
	}
}
