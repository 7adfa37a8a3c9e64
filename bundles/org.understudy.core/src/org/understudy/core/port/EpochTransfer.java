// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

import org.understudy.model.ApplicationName;
import org.understudy.model.Epoch;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

/** The primary's side of sending epochs. A capture is read once, whatever the number of secondaries it then goes to. Thread-safe. */
public interface EpochTransfer {

	/**
	 * Names the content of a capture. Takes a core for as long as reading and hashing it takes.
	 *
	 * @param meta kept with the epoch, see {@link StoredEpoch#meta()}
	 * @throws ProblemException when the capture cannot be read
	 */
	PreparedEpoch prepare(Capture capture, Label label, byte[] meta) throws ProblemException;

	/** A shipper over a connected stream. */
	EpochShipper open(InputStream in, OutputStream out);

	/** Which epoch of which application under which term. */
	record Label(ApplicationName application, Epoch epoch, Term term) {
	}

	/** A capture whose content is known; immutable, readable as long as the capture's directory is there. */
	interface PreparedEpoch {

		Label label();

		/** How long naming took. */
		Duration took();
	}
}
