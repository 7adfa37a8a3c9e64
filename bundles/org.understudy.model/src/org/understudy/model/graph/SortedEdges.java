// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.graph;

import java.util.AbstractSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.SortedSet;
import java.util.TreeSet;

/** A graph's edges; nobody can change them. They remember the vertices that they were found to join. */
final class SortedEdges extends AbstractSet<Dependency> implements SortedSet<Dependency> {

	private final SortedSet<Dependency> set;
	private final SortedVertices joined;

	private SortedEdges(SortedSet<Dependency> set, SortedVertices joined) {
		this.set = Collections.unmodifiableSortedSet(new TreeSet<>(set));
		this.joined = joined;
	}

	/** @throws IllegalArgumentException when an edge lacks a vertex */
	static SortedEdges of(SortedSet<Dependency> edges, SortedVertices vertices) {
		if (edges instanceof SortedEdges same && same.joined == vertices) {
			return same;
		}
		for (Dependency edge : edges) {
			if (!vertices.containsKey(edge.from()) || !vertices.containsKey(edge.to())) {
				throw new IllegalArgumentException("edge without vertex: " + edge);
			}
		}
		return new SortedEdges(edges instanceof SortedEdges other ? other.set : edges, vertices);
	}

	@Override
	public boolean contains(Object edge) {
		return set.contains(edge);
	}

	@Override
	public int size() {
		return set.size();
	}

	@Override
	public Iterator<Dependency> iterator() {
		return set.iterator();
	}

	@Override
	public Comparator<? super Dependency> comparator() {
		return set.comparator();
	}

	@Override
	public SortedSet<Dependency> subSet(Dependency from, Dependency to) {
		return set.subSet(from, to);
	}

	@Override
	public SortedSet<Dependency> headSet(Dependency to) {
		return set.headSet(to);
	}

	@Override
	public SortedSet<Dependency> tailSet(Dependency from) {
		return set.tailSet(from);
	}

	@Override
	public Dependency first() {
		return set.first();
	}

	@Override
	public Dependency last() {
		return set.last();
	}
}
