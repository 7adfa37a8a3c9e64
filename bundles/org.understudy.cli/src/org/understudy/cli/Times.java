// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write and read them. */
final class Times {

	private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h)");
	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

	private Times() {
	}

	/** {@code 500ms}, {@code 1.5s}, {@code 2m}, {@code 1h}. */
	static Duration parse(String text) {
		Matcher matcher = FORM.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("not a time: '" + text + "' (write 500ms, 1.5s, 2m or 1h)");
		}
		double unit = switch (matcher.group(2)) {
			case "ms" -> 1;
			case "s" -> 1000;
			case "m" -> 60_000;
			default -> 3_600_000;
		};
		return Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * unit));
	}

	static String text(Duration duration) {
		long millis = duration.toMillis();
		if (millis < 1000) {
			return millis + " ms";
		}
		return millis < 60_000 ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0) : duration.toMinutes() + " min";
	}

	/** With a tenth of a millisecond where that is to be seen. */
	static String fine(Duration duration) {
		return duration.toMillis() < 100 ? String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6) : text(duration);
	}

	/** In this machine's zone; a dash for never. */
	static String text(Instant instant) {
		return instant == null || instant.equals(Instant.EPOCH) ? "-" : CLOCK.format(instant.atZone(ZoneId.systemDefault()));
	}
}
