// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import java.time.Duration;

/**
 * The constants of the lease; {@code docs/design/lease.md} derives the inequality that {@link #maxDrift()} solves.
 * All nodes of a cluster must use the same ones.
 *
 * @param lease        how long the primary may run after the send of its last renewal that a majority granted, by its own clock
 * @param margin       how much longer than that a voter waits, by its own clock, before it grants another node
 * @param renewEvery   how often the primary renews
 * @param freezeWithin how long after its deadline the capsule may still run until the freeze takes effect
 */
public record LeaseTiming(Duration lease, Duration margin, Duration renewEvery, Duration freezeWithin) {

	/** The least drift that any timing must bear. Crystals stay below 0.01 %, NTP slews by at most 0.05 %: virtual machines are worse. */
	public static final double REQUIRED_DRIFT = 0.01;

	public static final LeaseTiming DEFAULT = new LeaseTiming(
			Duration.ofSeconds(2), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofMillis(200));

	public LeaseTiming {
		if (maxDrift(lease, margin, freezeWithin) < REQUIRED_DRIFT) {
			throw new IllegalArgumentException(
					"margin %s is too small for lease %s and freeze within %s".formatted(margin, lease, freezeWithin));
		}
		if (renewEvery.multipliedBy(3).compareTo(lease) > 0) {
			throw new IllegalArgumentException("one lost renewal must not cost the lease: renew at least 3 times in " + lease);
		}
	}

	/** The share by which any clock may run too fast or too slow, 0.01 being 1 %, with at most one node running at any instant. */
	public double maxDrift() {
		return maxDrift(lease, margin, freezeWithin);
	}

	/** How long a voter waits after a renewal before it grants another node. */
	public Duration guard() {
		return lease.plus(margin);
	}

	/** Solves {@code lease (1 + d) + freezeWithin = (lease + margin) (1 - d)} for d. */
	private static double maxDrift(Duration lease, Duration margin, Duration freezeWithin) {
		return (double) margin.minus(freezeWithin).toNanos() / lease.multipliedBy(2).plus(margin).toNanos();
	}
}
