// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.time.Instant;

/**
 * What one epoch cost and became.
 *
 * @param epoch      its number
 * @param term       the primary's term
 * @param capturedAt the instant of the freeze, wall clock of the primary
 * @param state      captured, committed, abandoned
 * @param anatomy    where the time went
 * @param image      bytes of memory and resource images
 * @param files      bytes of files in the epoch
 * @param sent       bytes that went to the secondary, after compression
 * @param why        for an abandoned epoch the reason, else empty
 */
public record EpochRecord(Epoch epoch, Term term, Instant capturedAt, State state, Anatomy anatomy, Bytes image, Bytes files, Bytes sent,
		String why) {

	public enum State {
		CAPTURING, CAPTURED, SHIPPING, COMMITTED, ABANDONED
	}

	/**
	 * Where an epoch's time went. The application stands still for {@code pause}, which is all of freeze, memory and files;
	 * the rest happens while it runs.
	 */
	public record Anatomy(Duration pause, Duration freeze, Duration memory, Duration files, Duration cut, Duration ship, Duration commit) {

		public static final Anatomy NONE = new Anatomy(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO,
				Duration.ZERO, Duration.ZERO);
	}
}
