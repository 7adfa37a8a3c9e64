// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.graph;

import java.time.Instant;
import java.util.List;

import org.understudy.model.Epoch;

/**
 * What changed from one graph to the next; applying it to the old one gives the new one exactly.
 *
 * @param sequence     sequence of the new graph; it applies to {@code sequence - 1}
 * @param at           when the new graph was seen
 * @param epoch        newest committed epoch then
 * @param put          vertices that are new or changed
 * @param removed      vertices that went
 * @param edgesAdded   new edges
 * @param edgesRemoved edges that went (also those of removed vertices)
 */
public record GraphDelta(long sequence, Instant at, Epoch epoch, List<Resource> put, List<ResourceId> removed, List<Dependency> edgesAdded,
		List<Dependency> edgesRemoved) {

	public GraphDelta {
		put = List.copyOf(put);
		removed = List.copyOf(removed);
		edgesAdded = List.copyOf(edgesAdded);
		edgesRemoved = List.copyOf(edgesRemoved);
	}

	/** Whether nothing changed but time, sequence and epoch. */
	public boolean isEmpty() {
		return put.isEmpty() && removed.isEmpty() && edgesAdded.isEmpty() && edgesRemoved.isEmpty();
	}
}
