// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.graph;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A graph's edges, sorted once; nobody can change them. They remember the vertices that they were found to join. Parts of it are copies.
 */
final class SortedEdges extends AbstractSet<Dependency> implements SortedSet<Dependency> {

	private final Dependency[] sorted;
	private final SortedVertices joined;

	private SortedEdges(Dependency[] sorted, SortedVertices joined) {
		this.sorted = sorted;
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
		return new SortedEdges(edges.toArray(Dependency[]::new), vertices);
	}

	/** An edge with the places of its vertices in their order: comparing numbers is much less than comparing names. */
	private record Ranked(int from, int to, Dependency edge) implements Comparable<Ranked> {
		@Override
		public int compareTo(Ranked other) {
			int order = Integer.compare(from, other.from);
			order = order != 0 ? order : Integer.compare(to, other.to);
			order = order != 0 ? order : edge.kind().compareTo(other.edge.kind());
			return order != 0 ? order : edge.detail().compareTo(other.edge.detail());
		}
	}

	/** Those whose ends are both among the vertices, each once. */
	static SortedEdges among(SortedVertices vertices, Collection<Dependency> edges) {
		Map<ResourceId, Integer> ranks = vertices.ranks();
		Ranked[] ranked = new Ranked[edges.size()];
		int count = 0;
		for (Dependency edge : edges) {
			Integer from = ranks.get(edge.from());
			Integer to = ranks.get(edge.to());
			if (from != null && to != null) {
				ranked[count++] = new Ranked(from, to, edge);
			}
		}
		Arrays.sort(ranked, 0, count);
		Dependency[] sorted = new Dependency[count];
		int kept = 0;
		for (int i = 0; i < count; i++) {
			if (i == 0 || ranked[i].compareTo(ranked[i - 1]) != 0) {
				sorted[kept++] = ranked[i].edge();
			}
		}
		return new SortedEdges(Arrays.copyOf(sorted, kept), vertices);
	}

	@Override
	public boolean contains(Object edge) {
		return edge instanceof Dependency dependency && Arrays.binarySearch(sorted, dependency) >= 0;
	}

	@Override
	public int size() {
		return sorted.length;
	}

	@Override
	public Iterator<Dependency> iterator() {
		return Collections.unmodifiableList(Arrays.asList(sorted)).iterator();
	}

	/** By nature. */
	@Override
	public Comparator<? super Dependency> comparator() {
		return null;
	}

	@Override
	public SortedSet<Dependency> subSet(Dependency from, Dependency to) {
		return new TreeSet<>(this).subSet(from, to);
	}

	@Override
	public SortedSet<Dependency> headSet(Dependency to) {
		return new TreeSet<>(this).headSet(to);
	}

	@Override
	public SortedSet<Dependency> tailSet(Dependency from) {
		return new TreeSet<>(this).tailSet(from);
	}

	@Override
	public Dependency first() {
		return at(0);
	}

	@Override
	public Dependency last() {
		return at(sorted.length - 1);
	}

	private Dependency at(int index) {
		if (sorted.length == 0) {
			throw new NoSuchElementException();
		}
		return sorted[index];
	}
}
