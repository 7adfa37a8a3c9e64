// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.graph;

import java.util.Comparator;
import java.util.Objects;

/**
 * An edge of the resource graph.
 *
 * @param from   who depends
 * @param to     on what
 * @param kind   how
 * @param detail what distinguishes parallel edges and is worth showing: {@code fd 6 rw}; may be empty. Values that change all
 *               the time (offsets) do not belong here
 */
public record Dependency(ResourceId from, ResourceId to, DependencyKind kind, String detail) implements Comparable<Dependency> {

	private static final Comparator<Dependency> ORDER = Comparator.comparing(Dependency::from).thenComparing(Dependency::to)
			.thenComparing(Dependency::kind).thenComparing(Dependency::detail);

	public Dependency {
		Objects.requireNonNull(from);
		Objects.requireNonNull(to);
		Objects.requireNonNull(kind);
		detail = Objects.requireNonNullElse(detail, "");
	}

	@Override
	public int compareTo(Dependency other) {
		return ORDER.compare(this, other);
	}
}
