// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceKind;

/** The column in which a vertex stands, from left to right: who asks, where it is asked, who answers, what that needs, what is outside. */
public enum Lane {
	CLIENT, DOOR, PROCESS, RESOURCE, OUTSIDE;

	/** The lane of every node. */
	static Map<String, Lane> assign(FoldedGraph graph) {
		Set<String> doors = graph.nodes().values().stream().filter(n -> n.kind().equals(ResourceKind.TCP_LISTENER))
				.flatMap(n -> n.members().stream()).map(r -> r.id().key()).collect(Collectors.toSet());
		Map<String, Lane> lanes = new HashMap<>();
		graph.nodes().values().forEach(node -> lanes.put(node.id(), own(node, doors)));
		Map<String, List<FoldedEdge>> incidence = graph.incidence();
		graph.nodes().values().stream().filter(node -> node.kind().equals(ResourceKind.REMOTE_ENDPOINT))
				.forEach(node -> lanes.put(node.id(), remote(node, incidence.getOrDefault(node.id(), List.of()), lanes)));
		return lanes;
	}

	private static Lane own(FoldedNode node, Set<String> doors) {
		ResourceKind kind = node.kind();
		if (kind.equals(ResourceKind.PROCESS) || kind.equals(ResourceKind.THREAD_GROUP)) {
			return PROCESS;
		}
		if (kind.equals(ResourceKind.TCP_LISTENER)) {
			return DOOR;
		}
		if (kind.equals(ResourceKind.ADDRESS)) {
			return CLIENT; // doors stand on it; among them it would take a column of its own
		}
		if (kind.equals(ResourceKind.TCP_CONNECTION)) {
			return node.members().stream().allMatch(r -> accepted(r, doors)) ? DOOR : RESOURCE;
		}
		return RESOURCE;
	}

	/** A connection whose local end is a listener's: its key starts with {@code address:port}. */
	private static boolean accepted(Resource connection, Set<String> doors) {
		String local = local(connection.id().key());
		String port = local.substring(local.lastIndexOf(':') + 1);
		return doors.contains(local) || doors.stream().anyMatch(d -> any(d) && d.substring(d.lastIndexOf(':') + 1).equals(port));
	}

	private static boolean any(String listener) {
		return listener.startsWith("0.0.0.0:") || listener.startsWith("*:") || listener.startsWith("[::]:") || listener.startsWith(":::");
	}

	private static String local(String key) {
		return key.split("[ >\\-\u2192]", 2)[0];
	}

	private static Lane remote(FoldedNode node, List<FoldedEdge> edges, Map<String, Lane> lanes) {
		boolean asks = !edges.isEmpty() && edges.stream().allMatch(e -> lanes.get(e.other(node.id())) == DOOR);
		return asks ? CLIENT : OUTSIDE;
	}
}
