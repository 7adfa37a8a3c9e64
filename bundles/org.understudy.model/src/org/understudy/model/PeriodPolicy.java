// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.util.Objects;

/**
 * How the time between epochs is chosen.
 *
 * @param automatic whether it is adjusted within the budget; else {@link ApplicationSpec#period()} holds
 * @param shortest  never below
 * @param longest   never above
 * @param budget    what epochs may cost
 */
public record PeriodPolicy(boolean automatic, Duration shortest, Duration longest, Budget budget) {

	public static final PeriodPolicy FIXED = new PeriodPolicy(false, Duration.ofMillis(200), Duration.ofMinutes(1), Budget.DEFAULT);
	public static final PeriodPolicy AUTOMATIC = FIXED.withAutomatic(true);

	/**
	 * What epochs may cost, and what is wanted for it; zero in any part: that part does not count.
	 *
	 * @param pausePercent share of its time that the application may stand still
	 * @param cpuPercent   share of one processor that capturing and sending may take
	 * @param bandwidth    bytes per second that may be sent, to all secondaries together
	 * @param rpo          data at risk that is good enough: a shorter period than this needs is not chosen
	 */
	public record Budget(int pausePercent, int cpuPercent, Bytes bandwidth, Duration rpo) {

		public static final Budget DEFAULT = new Budget(10, 25, Bytes.ZERO, Duration.ZERO);

		public Budget {
			bandwidth = Objects.requireNonNullElse(bandwidth, Bytes.ZERO);
			rpo = Objects.requireNonNullElse(rpo, Duration.ZERO);
			if (pausePercent < 0 || pausePercent > 100 || cpuPercent < 0 || rpo.isNegative()) {
				throw new IllegalArgumentException("not a budget: pause %d %%, cpu %d %%, rpo %s".formatted(pausePercent, cpuPercent, rpo));
			}
		}
	}

	public PeriodPolicy {
		shortest = Objects.requireNonNullElse(shortest, Duration.ofMillis(200));
		longest = Objects.requireNonNullElse(longest, Duration.ofMinutes(1));
		budget = Objects.requireNonNullElse(budget, Budget.DEFAULT);
		if (!shortest.isPositive() || longest.compareTo(shortest) < 0) {
			throw new IllegalArgumentException("not a range of periods: %s to %s".formatted(shortest, longest));
		}
	}

	public PeriodPolicy withAutomatic(boolean adjusted) {
		return new PeriodPolicy(adjusted, shortest, longest, budget);
	}
}
