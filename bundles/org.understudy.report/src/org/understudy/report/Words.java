// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;

/** How durations, moments and enumerations read in a report. */
final class Words {

	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
			.withZone(ZoneOffset.UTC);

	private Words() {
	}

	/** {@code 312 ms}, {@code 2.84 s}, {@code 3 min 5 s}, {@code 2 h 1 min}. */
	static String of(Duration duration) {
		if (duration.isNegative()) {
			return "-" + of(duration.negated());
		}
		long ms = duration.toMillis();
		if (ms < 1_000) {
			return ms + " ms";
		}
		if (ms < 60_000) {
			return String.format(Locale.ROOT, "%.2f s", ms / 1_000.0);
		}
		long minutes = duration.toMinutes();
		return minutes < 60 ? minutes + " min " + duration.toSecondsPart() + " s" : minutes / 60 + " h " + minutes % 60 + " min";
	}

	static String of(Instant moment) {
		return moment.equals(Instant.EPOCH) ? "not known" : MOMENT.format(moment);
	}

	/** {@code NETWORK_SWITCHED} as "Network switched". */
	static String of(Enum<?> constant) {
		String words = constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
		return Character.toUpperCase(words.charAt(0)) + words.substring(1);
	}

	static String orDash(String text) {
		return text.isBlank() ? "–" : text;
	}

	/** The sentence of the first page: the run's own, or what can be said without it. */
	static String verdict(Run run) {
		if (!run.verdict().isBlank()) {
			return run.verdict();
		}
		String what = "%s of %s".formatted(of(run.kind()), run.application());
		return switch (run.state()) {
			case RUNNING -> what + " has not ended yet.";
			case SUCCEEDED -> what + " succeeded in " + of(run.took()) + ".";
			case FAILED -> what + " failed after " + of(run.took()) + ".";
			case CANCELLED -> what + " was cancelled after " + of(run.took()) + ".";
			case INTERRUPTED -> what + " was interrupted after " + of(run.took()) + "; its outcome must be checked.";
			case UNKNOWN -> what + ": the outcome could not be learnt.";
		};
	}

	/** A mark, so that colour is never alone. */
	static String mark(RunState state) {
		return switch (state) {
			case SUCCEEDED -> "✓ Passed";
			case FAILED -> "✗ Failed";
			case CANCELLED -> "■ Cancelled";
			case INTERRUPTED -> "! Interrupted";
			case RUNNING -> "… Running";
			case UNKNOWN -> "? Unknown";
		};
	}

	/** A rehearsal loses nothing: it says what would have been lost. */
	static String lossTitle(RunKind kind) {
		return kind == RunKind.REHEARSAL ? "RPO: would have been lost" : "RPO: data lost";
	}
}
