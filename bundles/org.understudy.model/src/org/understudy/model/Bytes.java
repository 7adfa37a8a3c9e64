// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A quantity of data in bytes; never negative. */
public record Bytes(long count) implements Comparable<Bytes> {

	public static final Bytes ZERO = new Bytes(0);
	private static final Pattern TEXT = Pattern.compile("(\\d{1,18}?)([KMGT]?)");

	public Bytes {
		if (count < 0) {
			throw new IllegalArgumentException("negative size: " + count);
		}
	}

	public static Bytes of(long count) {
		return count == 0 ? ZERO : new Bytes(count);
	}

	/**
	 * Reads a size as an administrator writes it: {@code 1048576}, {@code 512M}, {@code 20G}; K, M, G and T are powers of 1024.
	 *
	 * @throws IllegalArgumentException on anything else
	 */
	public static Bytes parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("a size is a number, and K, M, G or T: '" + text + "'");
		}
		int exponent = matcher.group(2).isEmpty() ? 0 : "KMGT".indexOf(matcher.group(2)) + 1;
		try {
			return of(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (exponent * 10)));
		} catch (ArithmeticException e) {
			throw new IllegalArgumentException("more than any disk holds: " + text, e);
		}
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
