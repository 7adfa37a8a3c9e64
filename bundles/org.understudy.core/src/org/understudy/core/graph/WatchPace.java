// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.time.Duration;

/**
 * When an application is looked at again. Pure. Between two whole looks its pulse is taken, which costs little and tells of most
 * changes at once; so that an application at rest is looked at less often, and one that changes is seen at once.
 *
 * @param usual      from one look to the next
 * @param rest       the same, once nothing has changed for {@code restAfter}
 * @param restAfter  how long nothing has changed
 * @param pulse      from one pulse to the next
 * @param share      the part of one processor that looking may take, 0 to 1; pulses may take a fifth of it
 */
public record WatchPace(Duration usual, Duration rest, Duration restAfter, Duration pulse, double share) {

	public static final WatchPace DEFAULT = new WatchPace(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMinutes(1),
			Duration.ofMillis(150), 0.05);
	/** A burst of changes is worth more than a still picture, for as long as it lasts. */
	private static final double BURST = 4;
	private static final double PULSES = 0.2;

	/** From the end of the last look to the next one when nothing calls for it. */
	public Duration untilLook(Duration sinceChange, Duration cost) {
		Duration wanted = sinceChange.compareTo(restAfter) < 0 ? usual : rest;
		return longer(wanted, within(cost, share));
	}

	/** The same when something has changed: at once, but for the budget. */
	public Duration untilUrgentLook(Duration cost) {
		return within(cost, Math.min(1, share * BURST));
	}

	/** From one pulse to the next. */
	public Duration untilPulse(Duration cost) {
		return longer(pulse, within(cost, share * PULSES));
	}

	private static Duration within(Duration cost, double part) {
		return Duration.ofNanos((long) (cost.toNanos() * (1 / part - 1)));
	}

	private static Duration longer(Duration a, Duration b) {
		return a.compareTo(b) < 0 ? b : a;
	}
}
