// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;

import org.understudy.model.ApplicationName;
import org.understudy.model.Epoch;
import org.understudy.model.Term;

/** Identity of an epoch. Ordered by term, then by number. */
record EpochHeader(ApplicationName application, Term term, Epoch epoch, Instant capturedAt) {

	static final Comparator<EpochHeader> ORDER = Comparator.comparing(EpochHeader::term).thenComparing(EpochHeader::epoch);

	void write(DataOutput out) throws IOException {
		out.writeUTF(application.value());
		out.writeLong(term.number());
		out.writeLong(epoch.number());
		out.writeLong(capturedAt.getEpochSecond());
		out.writeInt(capturedAt.getNano());
	}

	static EpochHeader read(DataInput in) throws IOException {
		try {
			ApplicationName application = new ApplicationName(in.readUTF());
			Term term = new Term(in.readLong());
			Epoch epoch = new Epoch(in.readLong());
			return new EpochHeader(application, term, epoch, Instant.ofEpochSecond(in.readLong(), in.readInt()));
		} catch (IllegalArgumentException | java.time.DateTimeException e) {
			throw new CorruptException("header of an epoch", e);
		}
	}

	/** Sorts like {@link #ORDER}. */
	String fileName() {
		return "%019d-%019d".formatted(term.number(), epoch.number());
	}
}
