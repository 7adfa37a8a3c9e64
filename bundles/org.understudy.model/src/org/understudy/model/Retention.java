// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which committed epochs a secondary keeps; what none of this asks for is collected. The newest is always kept.
 *
 * @param last   that many of the newest, at least one
 * @param age    none older than this, counted from the newest epoch; zero for no limit
 * @param ladder beyond the newest, one epoch for each stretch of time, for some while back
 */
public record Retention(int last, Duration age, List<Rung> ladder) {

	/** The last ten, one per minute for an hour, one per hour for a day. */
	public static final Retention DEFAULT = new Retention(10, Duration.ZERO,
			List.of(new Rung(Duration.ofMinutes(1), Duration.ofHours(1)), new Rung(Duration.ofHours(1), Duration.ofDays(1))));

	/**
	 * One epoch per stretch of time.
	 *
	 * @param every  length of the stretch
	 * @param within how far back, counted from the newest epoch
	 */
	public record Rung(Duration every, Duration within) {

		public Rung {
			if (!every.isPositive() || within.compareTo(every) < 0) {
				throw new IllegalArgumentException("not a rung: every " + every + " within " + within);
			}
		}

		@Override
		public String toString() {
			return Durations.text(every) + "/" + Durations.text(within);
		}
	}

	public Retention {
		ladder = List.copyOf(ladder);
		if (last < 1 || age.isNegative()) {
			throw new IllegalArgumentException("not a retention: the last " + last + ", up to " + age);
		}
	}

	public static Retention last(int count) {
		return new Retention(count, Duration.ZERO, List.of());
	}

	/**
	 * Reads what {@link #toString} writes: {@code 10,1m/1h,1h/1d,max=7d}. Parts may be left out, the first may not.
	 *
	 * @throws IllegalArgumentException on anything else
	 */
	public static Retention parse(String text) {
		String[] parts = text.split(",", -1);
		Duration age = Duration.ZERO;
		List<Rung> ladder = new ArrayList<>();
		for (String part : List.of(parts).subList(1, parts.length)) {
			if (part.startsWith("max=")) {
				age = Durations.parse(part.substring(4));
			} else {
				String[] rung = part.split("/", 2);
				ladder.add(new Rung(Durations.parse(rung[0]), Durations.parse(rung.length < 2 ? "" : rung[1])));
			}
		}
		return new Retention(count(parts[0]), age, ladder);
	}

	private static int count(String text) {
		try {
			return Integer.parseInt(text);
		} catch (NumberFormatException e) {
			throw new IllegalArgumentException("a number of epochs comes first, as in 10,1m/1h: '" + text + "'", e);
		}
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(Integer.toString(last));
		ladder.forEach(rung -> text.append(',').append(rung));
		return age.isZero() ? text.toString() : text.append(",max=").append(Durations.text(age)).toString();
	}
}
