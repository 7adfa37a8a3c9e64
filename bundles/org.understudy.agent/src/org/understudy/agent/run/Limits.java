// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.time.Duration;

/**
 * What a step may take.
 *
 * @param deadline of one attempt: then its thread is interrupted and the attempt has failed
 * @param attempts how often it is tried: only a step that may be repeated as it is has more than one
 */
public record Limits(Duration deadline, int attempts) {

	public static final Limits DEFAULT = within(Duration.ofMinutes(3));

	public Limits {
		if (attempts < 1 || deadline.isNegative() || deadline.isZero()) {
			throw new IllegalArgumentException("no time to try: " + deadline + ", " + attempts);
		}
	}

	public static Limits within(Duration deadline) {
		return new Limits(deadline, 1);
	}

	public Limits tried(int times) {
		return new Limits(deadline, times);
	}
}
