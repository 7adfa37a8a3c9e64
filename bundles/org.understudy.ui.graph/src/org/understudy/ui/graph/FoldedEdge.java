// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.Collections;

/**
 * All dependencies of one drawn vertex on another.
 *
 * @param from   {@link FoldedNode#id()} of the user
 * @param to     of what it uses
 * @param family the strongest of them
 * @param words  what they say, for hover and selection: {@code opens fd 6 rw}
 */
public record FoldedEdge(String from, String to, EdgeFamily family, SortedSet<String> words) {

	/** What identifies an edge over time, while its words change. */
	public record Key(String from, String to) {
	}

	public FoldedEdge {
		words = Collections.unmodifiableSortedSet(new TreeSet<>(words));
	}

	public Key key() {
		return new Key(from, to);
	}

	public boolean touches(String node) {
		return from.equals(node) || to.equals(node);
	}

	public String other(String node) {
		return from.equals(node) ? to : from;
	}

	FoldedEdge merged(FoldedEdge more) {
		SortedSet<String> all = new TreeSet<>(words);
		all.addAll(more.words);
		return new FoldedEdge(from, to, family.compareTo(more.family) <= 0 ? family : more.family, all);
	}
}
