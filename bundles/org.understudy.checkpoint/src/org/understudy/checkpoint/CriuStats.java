// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code criu --display-stats} says after a dump.
 *
 * @param freezing until all tasks stood still
 * @param frozen   from then until they went on, the hook's time included
 * @param memory   of that, reading and writing memory pages
 */
record CriuStats(Duration freezing, Duration frozen, Duration memory) {

	static CriuStats parse(String output) {
		// writing memory is timed within dumping it
		return new CriuStats(line(output, "Freezing time"), line(output, "Frozen time"), line(output, "Memory dump time"));
	}

	private static Duration line(String output, String name) {
		Matcher matcher = Pattern.compile(Pattern.quote(name) + ": (\\d+) us").matcher(output);
		return matcher.find() ? Duration.ofNanos(Long.parseLong(matcher.group(1)) * 1000) : Duration.ZERO;
	}
}
