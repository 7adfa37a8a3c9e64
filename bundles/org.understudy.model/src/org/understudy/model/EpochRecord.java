// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

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
 * @param method     how memory was read, in words; empty while there is none
 */
public record EpochRecord(Epoch epoch, Term term, Instant capturedAt, State state, Anatomy anatomy, Bytes image, Bytes files, Bytes sent,
		String why, List<NodeName> holders, String method) {

	public EpochRecord {
		holders = List.copyOf(holders);
		method = Objects.requireNonNullElse(method, "");
	}

	/** That nobody holds. */
	public EpochRecord(Epoch epoch, Term term, Instant capturedAt, State state, Anatomy anatomy, Bytes image, Bytes files, Bytes sent,
			String why) {
		this(epoch, term, capturedAt, state, anatomy, image, files, sent, why, List.of(), "");
	}

	public EpochRecord withState(State other, String reason) {
		return new EpochRecord(epoch, term, capturedAt, other, anatomy, image, files, sent, reason, holders, method);
	}

	/** With what the transfer that committed it took. */
	public EpochRecord withTransfer(Duration cut, Duration ship, Duration commit) {
		return new EpochRecord(epoch, term, capturedAt, state, anatomy.withTransfer(cut, ship, commit), image, files, sent, why, holders, method);
	}

	public EpochRecord by(String how) {
		return new EpochRecord(epoch, term, capturedAt, state, anatomy, image, files, sent, why, holders, how);
	}

	public EpochRecord heldBy(List<NodeName> nodes, Bytes sentInAll) {
		return new EpochRecord(epoch, term, capturedAt, state, anatomy, image, files, sentInAll, why, nodes, method);
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

		/** The rest of the pause: descriptors, sockets, and what else is neither memory nor files. */
		public Duration other() {
			Duration rest = pause.minus(freeze).minus(memory).minus(files);
			return rest.isNegative() ? Duration.ZERO : rest;
		}

		Anatomy withTransfer(Duration cutting, Duration shipping, Duration committing) {
			return new Anatomy(pause, freeze, memory, files, cutting, shipping, committing);
		}
	}
}
