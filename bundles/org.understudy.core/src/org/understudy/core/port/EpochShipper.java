// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.ApplicationName;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

/**
 * The primary's end of one stream to one secondary: sends only what that secondary lacks. Not thread-safe; one per connection.
 */
public interface EpochShipper extends AutoCloseable {

	/**
	 * Sends one captured epoch and waits until it is verified and durable there.
	 *
	 * @param meta kept with the epoch, see {@link StoredEpoch#meta()}
	 * @throws ProblemException when it was refused or the stream broke: the epoch is not committed there as far as is known
	 */
	Shipment ship(Capture capture, Label label, byte[] meta) throws ProblemException;

	@Override
	void close();

	/** Which epoch of which application under which term. */
	record Label(ApplicationName application, Epoch epoch, Term term) {
	}

	/** What it took. */
	record Shipment(Bytes sent, Duration cut, Duration ship, Duration commit) {
	}

	/** Opens a shipper over a connected stream. */
	@FunctionalInterface
	interface Factory {
		EpochShipper open(InputStream in, OutputStream out);
	}
}
