// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.Locale;

/** A quantity of data in bytes; never negative. */
public record Bytes(long count) implements Comparable<Bytes> {

	public static final Bytes ZERO = new Bytes(0);

	public Bytes {
		if (count < 0) {
			throw new IllegalArgumentException("negative size: " + count);
		}
	}

	public static Bytes of(long count) {
		return count == 0 ? ZERO : new Bytes(count);
	}

	public Bytes plus(Bytes other) {
		return of(count + other.count);
	}

	@Override
	public int compareTo(Bytes other) {
		return Long.compare(count, other.count);
	}

	/** For people: {@code 512 B}, {@code 3.4 KB}, {@code 64.0 MB}; 1 KB is 1024 B. */
	@Override
	public String toString() {
		if (count < 1024) {
			return count + " B";
		}
		int exponent = (63 - Long.numberOfLeadingZeros(count)) / 10;
		return String.format(Locale.ROOT, "%.1f %cB", count / (double) (1L << (exponent * 10)), "KMGTPE".charAt(exponent - 1));
	}
}
