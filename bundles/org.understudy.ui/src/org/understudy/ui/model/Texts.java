// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.eclipse.osgi.util.NLS;
import org.understudy.model.ApplicationState;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;
import org.understudy.ui.Messages;

/** Quantities and states in words. */
public final class Texts {

	private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

	private Texts() {
	}

	/** {@code 850 ms}, {@code 0.4 s}, {@code 12 s}, {@code 3 min}, {@code 2 h}. */
	public static String of(Duration duration) {
		long millis = Math.max(0, duration.toMillis());
		if (millis < 100) {
			return millis + " ms";
		}
		if (millis < 10_000) {
			return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
		}
		if (millis < 120_000) {
			return millis / 1000 + " s";
		}
		return millis < 7_200_000 ? millis / 60_000 + " min" : millis / 3_600_000 + " h";
	}

	public static String ago(Duration duration) {
		return NLS.bind(Messages.ago, of(duration));
	}

	public static String clock(Instant at) {
		return CLOCK.withZone(ZoneId.systemDefault()).format(at);
	}

	public static String day(Instant at) {
		return DAY.withZone(ZoneId.systemDefault()).format(at);
	}

	public static String of(ApplicationState state) {
		return switch (state) {
			case STARTING -> Messages.state_starting;
			case PROTECTED -> Messages.state_protected;
			case UNPROTECTED -> Messages.state_unprotected;
			case FROZEN -> Messages.state_frozen;
			case STOPPED -> Messages.state_stopped;
			case UNKNOWN -> Messages.state_unknown;
		};
	}

	public static String of(RunKind kind) {
		return switch (kind) {
			case PROTECT -> Messages.run_protect;
			case REHEARSAL -> Messages.run_rehearsal;
			case FAILOVER -> Messages.run_failover;
			case SWITCHOVER -> Messages.run_switchover;
		};
	}

	public static String of(RunState state) {
		return switch (state) {
			case RUNNING -> Messages.run_running;
			case SUCCEEDED -> Messages.run_succeeded;
			case FAILED -> Messages.run_failed;
			case CANCELLED -> Messages.run_cancelled;
			case INTERRUPTED -> Messages.run_interrupted;
			case UNKNOWN -> Messages.run_unknown;
		};
	}
}
