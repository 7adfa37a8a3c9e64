// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

import org.understudy.core.port.EpochTransfer.PreparedEpoch;
import org.understudy.model.Bytes;
import org.understudy.model.ProblemException;

/**
 * The primary's end of one stream to one secondary: sends only what that secondary lacks. Used by one thread, but for
 * {@link #progress}; one per connection.
 */
public interface EpochShipper extends AutoCloseable {

	/**
	 * Sends one epoch and waits until it is verified and durable there.
	 *
	 * @param keeping what the secondary is to keep from now on
	 * @throws ProblemException when it was refused or the stream broke: the epoch is not committed there as far as is known
	 */
	Shipment ship(PreparedEpoch epoch, Keeping keeping) throws ProblemException;

	/** For a new stream to the same secondary, once this one broke: knows what that one has. */
	EpochShipper over(InputStream in, OutputStream out);

	/** Bytes that went out and came in so far: while it grows, the other side lives. Any thread. */
	long progress();

	@Override
	void close();

	/**
	 * What it took.
	 *
	 * @param sent bytes, after compression
	 * @param raw  bytes, had the chunks not been compressed
	 * @param ship until all was sent
	 * @param commit from then until it was acknowledged
	 */
	record Shipment(Bytes sent, Bytes raw, Duration ship, Duration commit) {
	}
}
