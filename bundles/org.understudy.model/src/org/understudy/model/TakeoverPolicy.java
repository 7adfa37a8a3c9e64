// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.util.Objects;

/**
 * What an administrator decided about faults of an application.
 *
 * @param style     who decides on a takeover
 * @param restarts  so often it is first restarted in place within {@code window}; a restart in place loses what was in memory, so
 *                  for hot replication 0 is the better choice
 * @param takeovers flapping guard: after so many takeovers within {@code window} the next one waits for an administrator
 * @param window    see there
 * @param mostLoss  an automatic takeover must not lose more work than this; zero: any loss is better than no service
 * @param detection how its health is watched
 */
public record TakeoverPolicy(Style style, int restarts, int takeovers, Duration window, Duration mostLoss, DetectionPolicy detection) {

	/** Who decides. */
	public enum Style {
		/** The nodes, at once. */
		AUTOMATIC,
		/** The nodes find out and propose; an administrator confirms. */
		ASK,
		/** An administrator only. */
		MANUAL
	}

	public static final TakeoverPolicy AUTOMATIC = of(Style.AUTOMATIC);
	/** Also of applications that were protected before there was a policy. */
	public static final TakeoverPolicy MANUAL = of(Style.MANUAL);

	public TakeoverPolicy {
		Objects.requireNonNull(style);
		takeovers = takeovers == 0 ? 3 : takeovers;
		window = window == null ? Duration.ofHours(1) : window;
		mostLoss = mostLoss == null ? Duration.ZERO : mostLoss;
		detection = detection == null ? DetectionPolicy.DEFAULT : detection;
		if (restarts < 0 || takeovers < 0 || window.isNegative() || mostLoss.isNegative()) {
			throw new IllegalArgumentException("not a policy: %d restarts, %d takeovers, window %s".formatted(restarts, takeovers, window));
		}
	}

	/** With the defaults for everything else. */
	public static TakeoverPolicy of(Style style) {
		return new TakeoverPolicy(style, 0, 0, null, null, null);
	}

	public TakeoverPolicy withRestarts(int times) {
		return new TakeoverPolicy(style, times, takeovers, window, mostLoss, detection);
	}

	public TakeoverPolicy withStyle(Style other) {
		return new TakeoverPolicy(other, restarts, takeovers, window, mostLoss, detection);
	}

	public TakeoverPolicy withDetection(DetectionPolicy other) {
		return new TakeoverPolicy(style, restarts, takeovers, window, mostLoss, other);
	}
}
