// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.understudy.core.graph.GraphDiff;
import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.ResourceGraph;

/**
 * Follows one application's graph by its deltas. A delta that comes before the graph it applies to is kept until then; one that
 * cannot be applied asks for the whole graph. Thread-safe.
 */
final class GraphFollower {

	enum Step {
		UPDATED, UNCHANGED,
		/** Something is missing: fetch the whole graph. */
		GAP
	}

	/** More than a fetch takes at four a second; beyond it the fetch is repeated anyway. */
	private static final int MOST_KEPT = 256;

	private final NavigableMap<Long, GraphDelta> ahead = new TreeMap<>();
	private ResourceGraph graph;

	synchronized Optional<ResourceGraph> graph() {
		return Optional.ofNullable(graph);
	}

	/** The whole graph came; it replaces what was known, for after a takeover the new primary counts from its own number. */
	synchronized ResourceGraph reset(ResourceGraph whole) {
		graph = whole;
		drain();
		return graph;
	}

	synchronized Step offer(GraphDelta delta) {
		if (graph != null && delta.sequence() <= graph.sequence()) {
			// Older, or from a new primary that counts anew: the clock tells which.
			return delta.at().isAfter(graph.at()) ? restart(delta) : Step.UNCHANGED;
		}
		ahead.put(delta.sequence(), delta);
		if (ahead.size() > MOST_KEPT) {
			ahead.pollFirstEntry();
		}
		if (graph == null) {
			return Step.UNCHANGED;
		}
		boolean updated = drain();
		return !ahead.isEmpty() ? Step.GAP : updated ? Step.UPDATED : Step.UNCHANGED;
	}

	private Step restart(GraphDelta delta) {
		ahead.clear();
		ahead.put(delta.sequence(), delta);
		return Step.GAP;
	}

	private boolean drain() {
		boolean updated = false;
		ahead.headMap(graph.sequence(), true).clear();
		while (!ahead.isEmpty() && GraphDiff.follows(graph, ahead.firstEntry().getValue())) {
			try {
				graph = GraphDiff.apply(graph, ahead.firstEntry().getValue());
				ahead.pollFirstEntry();
				updated = true;
			} catch (IllegalArgumentException e) {
				// It does not fit although it follows: kept, so that the caller sees a gap and fetches.
				System.getLogger(GraphFollower.class.getName()).log(System.Logger.Level.WARNING, "a delta does not fit", e);
				return updated;
			}
		}
		return updated;
	}
}
