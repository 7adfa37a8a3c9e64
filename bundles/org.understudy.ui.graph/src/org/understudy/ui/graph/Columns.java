// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Divides lanes that would become too tall into several columns, so that the picture keeps a readable proportion. */
final class Columns {

	private static final int LEAST = 9;
	/** Columns of one lane are numbered from its ordinal times this. */
	private static final int PER_LANE = 1000;

	private Columns() {
	}

	/** The column number of each of these nodes; a higher number stands further right. */
	static Map<String, Integer> assign(List<FoldedNode> nodes, Map<String, Lane> lanes) {
		int tallest = Math.max(LEAST, (int) Math.sqrt(2.2 * nodes.size()));
		Map<Lane, List<FoldedNode>> byLane = nodes.stream().collect(
				Collectors.groupingBy(n -> lanes.get(n.id()), () -> new EnumMap<>(Lane.class), Collectors.toList()));
		Map<String, Integer> columns = new HashMap<>();
		byLane.forEach((lane, members) -> {
			int height = lane == Lane.PROCESS ? Integer.MAX_VALUE : even(members.size(), tallest);
			List<FoldedNode> sorted = members.stream()
					.sorted(Comparator.comparing((FoldedNode n) -> Signatures.bundled(n.kind())).thenComparing(FoldedNode::kind)
							.thenComparing(FoldedNode::label))
					.toList();
			for (int i = 0; i < sorted.size(); i++) {
				columns.put(sorted.get(i).id(), lane.ordinal() * PER_LANE + i / height);
			}
		});
		return columns;
	}

	private static int even(int count, int tallest) {
		int columns = (count + tallest - 1) / tallest;
		return (count + columns - 1) / columns;
	}
}
