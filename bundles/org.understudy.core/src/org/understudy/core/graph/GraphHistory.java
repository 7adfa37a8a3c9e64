// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import org.understudy.model.Epoch;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;

/**
 * The past of one application's graph: the oldest kept graph and what changed since then, bounded by number and by bytes. Immutable,
 * pure; adding costs a copy of the list of changes.
 *
 * @param oldest the graph before the first kept change
 * @param newest the graph after the last one
 * @param deltas the kept changes, oldest first; changes of nothing but the epoch are not kept
 * @param bytes  what the changes hold, estimated
 * @param marks  sequence of the graph that was sent with each epoch that is not older than {@code oldest}
 * @param bound  what may be kept
 */
public record GraphHistory(ResourceGraph oldest, ResourceGraph newest, List<GraphDelta> deltas, long bytes, NavigableMap<Epoch, Long> marks,
		Bound bound) {

	/** What may be kept. */
	public record Bound(int changes, long bytes) {

		/** An hour of a change a second; graphs of a thousand vertices seldom change by more than some kilobytes. */
		public static final Bound DEFAULT = new Bound(3600, 16L << 20);
	}

	/** What an object and its references cost beside its characters, roughly. */
	private static final int OBJECT = 64;

	public GraphHistory {
		deltas = Collections.unmodifiableList(deltas);
		marks = Collections.unmodifiableNavigableMap(marks);
	}

	public static GraphHistory empty(Bound bound) {
		return new GraphHistory(ResourceGraph.EMPTY, ResourceGraph.EMPTY, List.of(), 0, new TreeMap<>(), bound);
	}

	/** With one graph more; it is newer than all before. */
	public GraphHistory with(ResourceGraph next) {
		if (newest == ResourceGraph.EMPTY) {
			return new GraphHistory(next, next, List.of(), 0, marks, bound);
		}
		GraphDelta delta = GraphDiff.between(newest, next);
		if (delta.isEmpty()) {
			return this;
		}
		List<GraphDelta> more = new ArrayList<>(deltas);
		more.add(delta);
		return new GraphHistory(oldest, next, more, bytes + weight(delta), marks, bound).bounded();
	}

	/** The graph of this sequence was sent with an epoch. */
	public GraphHistory marked(Epoch epoch, long sequence) {
		NavigableMap<Epoch, Long> more = new TreeMap<>(marks);
		more.put(epoch, sequence);
		while (more.size() > bound.changes()) {
			more.pollFirstEntry();
		}
		return new GraphHistory(oldest, newest, deltas, bytes, more, bound);
	}

	/** What is too much goes into the oldest graph, a quarter at once: folding one by one would cost a whole graph each time. */
	private GraphHistory bounded() {
		if (deltas.size() <= bound.changes() && bytes <= bound.bytes()) {
			return this;
		}
		ResourceGraph base = oldest;
		long left = bytes;
		int gone = 0;
		while (gone < deltas.size() && (deltas.size() - gone > bound.changes() * 3 / 4 || left > bound.bytes() / 4 * 3)) {
			base = GraphDiff.apply(base, deltas.get(gone));
			left -= weight(deltas.get(gone));
			gone++;
		}
		long first = base.sequence();
		NavigableMap<Epoch, Long> kept = new TreeMap<>(marks);
		kept.values().removeIf(sequence -> sequence < first);
		return new GraphHistory(base, newest, new ArrayList<>(deltas.subList(gone, deltas.size())), left, kept, bound);
	}

	/** The graph as it was; empty when that is further back than what is kept, or not an epoch of this history. */
	public Optional<ResourceGraph> at(Moment moment) {
		return switch (moment) {
			case Moment.Now _ -> Optional.of(newest);
			case Moment.OfEpoch of -> Optional.ofNullable(marks.get(of.epoch())).map(s -> upTo(s).stamped(s, of.epoch()));
			case Moment.At at -> at.instant().isBefore(oldest.at()) || newest == ResourceGraph.EMPTY ? Optional.empty() : Optional.of(at(at.instant()));
		};
	}

	private ResourceGraph upTo(long sequence) {
		ResourceGraph graph = oldest;
		for (GraphDelta delta : deltas) {
			if (delta.sequence() > sequence) {
				return graph;
			}
			graph = GraphDiff.apply(graph, delta);
		}
		return graph;
	}

	private ResourceGraph at(Instant instant) {
		ResourceGraph graph = oldest;
		for (GraphDelta delta : deltas) {
			if (delta.at().isAfter(instant)) {
				return graph;
			}
			graph = GraphDiff.apply(graph, delta);
		}
		return graph;
	}

	private static long weight(GraphDelta delta) {
		long sum = OBJECT;
		for (Resource r : delta.put()) {
			sum += 4L * OBJECT + characters(r.id()) + r.label().length() + r.evidence().length() + r.replicability().reason().length();
			sum += r.attributes().entrySet().stream().mapToLong(e -> 2L * OBJECT + e.getKey().length() + e.getValue().length()).sum();
		}
		sum += delta.removed().stream().mapToLong(id -> OBJECT + characters(id)).sum();
		sum += delta.edgesAdded().stream().mapToLong(GraphHistory::characters).sum();
		return sum + delta.edgesRemoved().stream().mapToLong(GraphHistory::characters).sum();
	}

	private static long characters(ResourceId id) {
		return id.key().length();
	}

	private static long characters(Dependency edge) {
		return 2L * OBJECT + edge.detail().length();
	}
}
