// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceKind;

/**
 * Makes one vertex of many that are alike: the libraries and executables of a process group, identical children, connections, files
 * of one directory. Two resources are alike when kind, verdict and neighbourhood are (see {@link Signatures}). Pure.
 */
public final class GraphFolding {

	/** Fewer than this many look-alikes are clearer one by one. */
	static final int ALIKE = 4;

	private GraphFolding() {
	}

	/** Folds all but the folds named in {@code opened}. */
	public static FoldedGraph fold(ResourceGraph graph, Set<String> opened) {
		Map<String, List<Resource>> folds = new LinkedHashMap<>();
		Signatures signatures = new Signatures(graph, opened);
		graph.resources().values().forEach(r -> folds.computeIfAbsent(signatures.of(r), _ -> new ArrayList<>()).add(r));
		List<FoldedNode> nodes = new ArrayList<>();
		folds.forEach((fold, members) -> {
			if (members.size() < threshold(members.getFirst().kind())) {
				members.forEach(m -> nodes.add(new FoldedNode(m.id().toString(), List.of(m), "")));
			} else if (opened.contains(fold)) {
				members.forEach(m -> nodes.add(new FoldedNode(m.id().toString(), List.of(m), fold)));
			} else {
				nodes.add(new FoldedNode(fold, members, ""));
			}
		});
		return FoldedGraph.of(nodes, graph.edges());
	}

	private static int threshold(ResourceKind kind) {
		return Signatures.bundled(kind) ? 2 : ALIKE;
	}
}
