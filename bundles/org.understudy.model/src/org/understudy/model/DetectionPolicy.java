// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;

/**
 * How the application's health is watched from inside its host.
 *
 * @param every      time between two checks
 * @param timeout    for one check
 * @param failures   so many failed checks in a row are a fault
 * @param stuckAfter failed checks without any progress of the CPU counters for so long mean that it hangs
 */
public record DetectionPolicy(Duration every, Duration timeout, int failures, Duration stuckAfter) {

	public static final DetectionPolicy DEFAULT = new DetectionPolicy(Duration.ofSeconds(1), Duration.ofSeconds(2), 3, Duration.ofSeconds(5));

	public DetectionPolicy {
		every = every == null ? Duration.ofSeconds(1) : every;
		timeout = timeout == null ? Duration.ofSeconds(2) : timeout;
		failures = failures == 0 ? 3 : failures;
		stuckAfter = stuckAfter == null ? Duration.ofSeconds(5) : stuckAfter;
		if (every.isNegative() || every.isZero() || timeout.isNegative() || timeout.isZero() || failures < 1) {
			throw new IllegalArgumentException("not a way to check: every %s, timeout %s, %d failures".formatted(every, timeout, failures));
		}
	}
}
