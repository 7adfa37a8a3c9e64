// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import java.time.Instant;
import java.util.List;

import org.understudy.api.GraphApi;
import org.understudy.model.Epoch;

/**
 * What is remembered of an application's graph.
 *
 * @param since   before that no moment can be shown, but epochs
 * @param changes newest first
 * @param epochs  whose graphs can be had, newest first
 */
public record GraphPast(Instant since, List<Change> changes, List<Epoch> epochs) {

	/** How many vertices and edges one change added or altered, and removed. */
	public record Change(long sequence, Instant at, Epoch epoch, int put, int removed, int edgesAdded, int edgesRemoved) {
	}

	static GraphPast of(GraphApi.Past past) {
		return new GraphPast(past.since(), past.changes().stream()
				.map(c -> new Change(c.sequence(), c.at(), c.epoch(), c.put(), c.removed(), c.edgesAdded(), c.edgesRemoved())).toList(), past.epochs());
	}
}
