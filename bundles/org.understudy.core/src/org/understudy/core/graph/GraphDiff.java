// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;

/** The difference of two graphs and its application: {@code apply(old, between(old, now))} equals {@code now}. Pure. */
public final class GraphDiff {

	private GraphDiff() {
	}

	/** What turns {@code old} into {@code now}; carries the sequence, time and epoch of {@code now}. */
	public static GraphDelta between(ResourceGraph old, ResourceGraph now) {
		if (old.resources() == now.resources() && old.edges() == now.edges()) {
			// an inspector that found nothing new gives the very same
			return new GraphDelta(now.sequence(), now.at(), now.epoch(), List.of(), List.of(), List.of(), List.of());
		}
		List<Resource> put = now.resources().values().stream().filter(r -> !r.equals(old.resources().get(r.id()))).toList();
		List<ResourceId> removed = missing(old.resources().keySet().stream(), now.resources().keySet()::contains);
		List<Dependency> added = minus(now.edges(), old.edges());
		List<Dependency> gone = minus(old.edges(), now.edges());
		return new GraphDelta(now.sequence(), now.at(), now.epoch(), put, removed, added, gone);
	}

	/** Whether {@code delta} may be applied to {@code old}; when not, the subscriber missed one and fetches the whole graph. */
	public static boolean follows(ResourceGraph old, GraphDelta delta) {
		return delta.sequence() == old.sequence() + 1;
	}

	/**
	 * The graph after the change.
	 *
	 * @throws IllegalArgumentException when the delta does not fit: an edge would lack a vertex
	 */
	public static ResourceGraph apply(ResourceGraph old, GraphDelta delta) {
		SortedMap<ResourceId, Resource> resources = new TreeMap<>(old.resources());
		delta.removed().forEach(resources::remove);
		delta.put().forEach(r -> resources.put(r.id(), r));
		SortedSet<Dependency> edges = new TreeSet<>(old.edges());
		delta.edgesRemoved().forEach(edges::remove);
		edges.addAll(delta.edgesAdded());
		return new ResourceGraph(delta.sequence(), delta.at(), delta.epoch(), resources, edges);
	}

	/** Those of the first that the second lacks: both are sorted, so that one walk over both does. */
	private static List<Dependency> minus(SortedSet<Dependency> these, SortedSet<Dependency> those) {
		List<Dependency> found = new ArrayList<>();
		Iterator<Dependency> others = those.iterator();
		Dependency other = others.hasNext() ? others.next() : null;
		for (Dependency one : these) {
			while (other != null && other.compareTo(one) < 0) {
				other = others.hasNext() ? others.next() : null;
			}
			if (other == null || !other.equals(one)) {
				found.add(one);
			}
		}
		return found;
	}

	private static <T> List<T> missing(Stream<T> all, Predicate<T> present) {
		return all.filter(present.negate()).toList();
	}
}
