// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.util.Objects;

/**
 * A command that runs inside the capsule at some moment of an epoch or a restore, so that the application itself can help: write its
 * data out, come to a consistent point, reload. It gets {@code UNDERSTUDY_APPLICATION} and {@code UNDERSTUDY_MOMENT}.
 *
 * @param when     at which moment
 * @param command  a line for {@code /bin/sh}
 * @param deadline it is killed after this time
 */
public record Hook(Moment when, String command, Duration deadline) {

	public static final Duration DEADLINE = Duration.ofSeconds(10);

	/** A command before something that fails stops that; one after something is only told. */
	public enum Moment {
		/** Before anything of an epoch is done. */
		BEFORE_EPOCH,
		/** Just before the application stands still. */
		BEFORE_FREEZE,
		/** When it goes on again, also after a failed capture. */
		AFTER_FREEZE,
		/** When the epoch is committed. */
		AFTER_EPOCH,
		/** On the node that takes over, files are there, processes are not. */
		BEFORE_RESTORE,
		/** On the node that took over, with the processes running. */
		AFTER_RESTORE;

		public boolean isBefore() {
			return switch (this) {
				case BEFORE_EPOCH, BEFORE_FREEZE, BEFORE_RESTORE -> true;
				case AFTER_FREEZE, AFTER_EPOCH, AFTER_RESTORE -> false;
			};
		}

		/** {@code before-freeze}. */
		public String word() {
			return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
		}
	}

	public Hook {
		Objects.requireNonNull(when);
		deadline = Objects.requireNonNullElse(deadline, DEADLINE);
		if (command.isBlank() || !deadline.isPositive()) {
			throw new IllegalArgumentException("a hook needs a command and time for it: '%s', %s".formatted(command, deadline));
		}
	}
}
