// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.understudy.core.resource.ResourceClasses;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.ResourceKind;

/**
 * Places a folded graph in columns from left to right: remote endpoints, sockets, processes by their depth in the tree, files and
 * the like, background stacks. Within a column by the mean height of the neighbours already placed. The same graph gives the same
 * picture.
 *
 * @param boxes  by node key
 * @param width  of the whole, in pixels
 * @param height of the whole
 */
record GraphLayout(SortedMap<String, Box> boxes, int width, int height) {

	static final int BOX_WIDTH = 208;
	static final int BOX_HEIGHT = 36;
	private static final int COLUMN_GAP = 64;
	private static final int ROW_GAP = 20;
	private static final int MARGIN = 16;
	private static final int DEEPEST = 3;
	private static final int PROCESSES = 2;
	private static final int FILES = PROCESSES + DEEPEST + 1;
	private static final int BACKGROUND = FILES + 1;
	private static final Set<ResourceKind> SOCKETS = Set.of(ResourceKind.TCP_LISTENER, ResourceKind.TCP_CONNECTION,
			ResourceKind.UDP_SOCKET, ResourceKind.UNIX_SOCKET, ResourceKind.NETLINK_SOCKET, ResourceKind.PACKET_SOCKET, ResourceKind.SOCKET,
			ResourceKind.ADDRESS);
	private static final Set<ResourceKind> LAST = Set.of(ResourceKind.LIBRARY, ResourceKind.EXECUTABLE, ResourceKind.NAMESPACE,
			ResourceKind.MOUNT, ResourceKind.USER, ResourceKind.CGROUP, ResourceKind.DEVICE);

	/** Top left corner of a node of the usual size. */
	record Box(int x, int y) {

		int middle() {
			return y + BOX_HEIGHT / 2;
		}
	}

	static GraphLayout of(GraphFolding graph) {
		SortedMap<Integer, List<String>> columns = new TreeMap<>();
		Map<String, Integer> depths = depths(graph);
		graph.nodes().values().forEach(n -> columns.computeIfAbsent(column(n, depths), _ -> new ArrayList<>()).add(n.key()));
		Map<String, Set<String>> neighbours = neighbours(graph);
		SortedMap<String, Box> placed = new TreeMap<>();
		int x = MARGIN;
		for (List<String> column : columns.values()) {
			column.sort(Comparator.<String>comparingDouble(k -> mean(neighbours.get(k), placed)).thenComparing(k -> k));
			place(column, x, placed);
			x += BOX_WIDTH + COLUMN_GAP;
		}
		int lowest = placed.values().stream().mapToInt(Box::y).max().orElse(0);
		return new GraphLayout(placed, Math.max(x - COLUMN_GAP + MARGIN, 2 * MARGIN), lowest + BOX_HEIGHT + MARGIN);
	}

	private static void place(List<String> column, int x, SortedMap<String, Box> placed) {
		int y = MARGIN;
		for (String key : column) {
			placed.put(key, new Box(x, y));
			y += BOX_HEIGHT + ROW_GAP;
		}
	}

	private static double mean(Set<String> neighbours, Map<String, Box> placed) {
		return neighbours.stream().map(placed::get).filter(java.util.Objects::nonNull).mapToInt(Box::y).average().orElse(Double.MAX_VALUE);
	}

	private static int column(GraphFolding.Node node, Map<String, Integer> depths) {
		ResourceKind kind = ResourceClasses.drawnAs(node.first());
		if (kind.equals(ResourceKind.REMOTE_ENDPOINT)) {
			return 0;
		}
		if (SOCKETS.contains(kind)) {
			return 1;
		}
		if (kind.equals(ResourceKind.PROCESS) || kind.equals(ResourceKind.THREAD_GROUP)) {
			return PROCESSES + depths.getOrDefault(node.key(), 0);
		}
		return LAST.contains(kind) ? BACKGROUND : FILES;
	}

	/** How deep each process stands below its topmost ancestor; a cycle, which a process tree cannot have, ends the walk. */
	private static Map<String, Integer> depths(GraphFolding graph) {
		Map<String, String> parents = new HashMap<>();
		graph.edges().stream().filter(e -> e.kind() == DependencyKind.PARENT_OF).forEach(e -> parents.putIfAbsent(e.to(), e.from()));
		Map<String, Integer> depths = new HashMap<>();
		for (String child : parents.keySet()) {
			int depth = 0;
			Set<String> seen = new HashSet<>();
			for (String at = child; parents.containsKey(at) && seen.add(at); at = parents.get(at)) {
				depth++;
			}
			depths.put(child, Math.min(depth, DEEPEST));
		}
		return depths;
	}

	private static Map<String, Set<String>> neighbours(GraphFolding graph) {
		Map<String, Set<String>> neighbours = new HashMap<>();
		graph.nodes().keySet().forEach(k -> neighbours.put(k, new HashSet<>()));
		graph.edges().forEach(e -> {
			neighbours.get(e.from()).add(e.to());
			neighbours.get(e.to()).add(e.from());
		});
		return neighbours;
	}
}
