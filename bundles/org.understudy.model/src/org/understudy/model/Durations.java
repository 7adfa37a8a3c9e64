// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as an administrator writes them: {@code 250ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 7d}. */
final class Durations {

	private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

	private Durations() {
	}

	/** @throws IllegalArgumentException on anything else */
	static Duration parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("a time is a number and ms, s, m, h or d: '" + text + "'");
		}
		long count = Long.parseLong(matcher.group(1));
		return switch (matcher.group(2)) {
			case "ms" -> Duration.ofMillis(count);
			case "s" -> Duration.ofSeconds(count);
			case "m" -> Duration.ofMinutes(count);
			case "h" -> Duration.ofHours(count);
			default -> Duration.ofDays(count);
		};
	}

	/** In the largest unit that divides it; below a millisecond it is cut. */
	static String text(Duration duration) {
		long millis = duration.toMillis();
		long seconds = millis / 1000;
		if (millis % 1000 != 0) {
			return millis + "ms";
		} else if (seconds % 60 != 0 || seconds == 0) {
			return seconds + "s";
		} else if (seconds % 3600 != 0) {
			return seconds / 60 + "m";
		}
		return seconds % 86400 != 0 ? seconds / 3600 + "h" : seconds / 86400 + "d";
	}
}
