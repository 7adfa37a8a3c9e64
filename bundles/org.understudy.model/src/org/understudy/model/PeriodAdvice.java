// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Which period an application's epochs should have, and what every other one would cost: from what its own epochs cost.
 *
 * @param period  the period to use
 * @param binding what it is chosen by
 * @param reason  the same in a sentence
 * @param samples how many epochs it is learnt from
 * @param curve   what periods would cost, the shortest first; empty while too little is known
 */
public record PeriodAdvice(Duration period, Binding binding, String reason, int samples, List<Point> curve) {

	/** What keeps a period from being shorter, or longer. */
	public enum Binding {
		/** The administrator's choice. */
		FIXED,
		/** Too few epochs yet. */
		LEARNING,
		/** It may not be shorter. */
		SHORTEST, PAUSE, CPU, BANDWIDTH,
		/** An epoch must be over before the next one. */
		PIPELINE,
		/** A longer one still meets the wanted data at risk. */
		RPO,
		/** It may not be longer, though the budget asks for it. */
		LONGEST
	}

	/**
	 * What one period is predicted to cost.
	 *
	 * @param rpo            data at risk at the worst moment: the period and the time until its epoch is committed
	 * @param pausePermille  share of time that the application stands still
	 * @param cpuPermille    share of one processor
	 * @param bytesPerSecond sent
	 */
	public record Point(Duration period, Duration rpo, int pausePermille, int cpuPermille, Bytes bytesPerSecond) {
	}

	public static PeriodAdvice none(Duration period) {
		return new PeriodAdvice(period, Binding.LEARNING, "No epoch has been measured yet.", 0, List.of());
	}

	public PeriodAdvice {
		Objects.requireNonNull(period);
		Objects.requireNonNull(binding);
		curve = List.copyOf(curve);
	}

	/** The share in words: {@code 9.3 %}. */
	public static String percent(int permille) {
		return "%d.%d %%".formatted(permille / 10, permille % 10);
	}
}
