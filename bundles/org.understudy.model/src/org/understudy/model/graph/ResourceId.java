// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.graph;

import java.util.Comparator;
import java.util.Objects;

/**
 * A vertex' stable identity: its kind and its natural key, the same in every scan for as long as the resource lives:
 * {@code tcp-listener 10.77.0.100:6379}, {@code process 4711@88123} (pid and start time), {@code file 8:1/1234 /srv/a.log}.
 */
public record ResourceId(ResourceKind kind, String key) implements Comparable<ResourceId> {

	private static final Comparator<ResourceId> ORDER = Comparator.comparing(ResourceId::kind).thenComparing(ResourceId::key);

	public ResourceId {
		Objects.requireNonNull(kind);
		Objects.requireNonNull(key);
	}

	/** Reads what {@link #toString()} wrote. */
	public static ResourceId parse(String text) {
		int space = text.indexOf(' ');
		if (space < 0) {
			throw new IllegalArgumentException("not a resource: '" + text + "'");
		}
		return new ResourceId(new ResourceKind(text.substring(0, space)), text.substring(space + 1));
	}

	@Override
	public int compareTo(ResourceId other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return kind + " " + key;
	}
}
