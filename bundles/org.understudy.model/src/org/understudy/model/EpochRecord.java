// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one epoch cost and became.
 *
 * @param epoch      its number
 * @param term       the primary's term
 * @param capturedAt the instant of the freeze, wall clock of the primary
 * @param state      captured, committed, abandoned; skipped when a newer one was there before any secondary could take it
 * @param anatomy    where the time went
 * @param image      bytes of memory and resource images
 * @param files      bytes of files in the epoch
 * @param sent       bytes that went to all secondaries, after compression
 * @param why        for an abandoned epoch the reason, else empty
 * @param holders    the secondaries that acknowledged it, the first one first
 */
public record EpochRecord(Epoch epoch, Term term, Instant capturedAt, State state, Anatomy anatomy, Bytes image, Bytes files, Bytes sent,
		String why, List<NodeName> holders) {

	public EpochRecord {
		holders = List.copyOf(holders);
	}

	/** That nobody holds. */
	public EpochRecord(Epoch epoch, Term term, Instant capturedAt, State state, Anatomy anatomy, Bytes image, Bytes files, Bytes sent,
			String why) {
		this(epoch, term, capturedAt, state, anatomy, image, files, sent, why, List.of());
	}

	public EpochRecord withState(State other, String reason) {
		return new EpochRecord(epoch, term, capturedAt, other, anatomy, image, files, sent, reason, holders);
	}

	/** With what the transfer that committed it took. */
	public EpochRecord withTransfer(Duration cut, Duration ship, Duration commit) {
		return new EpochRecord(epoch, term, capturedAt, state, anatomy.withTransfer(cut, ship, commit), image, files, sent, why, holders);
	}

	public EpochRecord heldBy(List<NodeName> nodes, Bytes sentInAll) {
		return new EpochRecord(epoch, term, capturedAt, state, anatomy, image, files, sentInAll, why, nodes);
	}

	public enum State {
		CAPTURING, CAPTURED, SHIPPING, COMMITTED, ABANDONED, SKIPPED
	}

	/**
	 * Where an epoch's time went. The application stands still for {@code pause}, which is all of freeze, memory and files;
	 * the rest happens while it runs.
	 */
	public record Anatomy(Duration pause, Duration freeze, Duration memory, Duration files, Duration cut, Duration ship, Duration commit) {

		public static final Anatomy NONE = new Anatomy(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO,
				Duration.ZERO, Duration.ZERO);

		Anatomy withTransfer(Duration cutting, Duration shipping, Duration committing) {
			return new Anatomy(pause, freeze, memory, files, cutting, shipping, committing);
		}
	}
}
