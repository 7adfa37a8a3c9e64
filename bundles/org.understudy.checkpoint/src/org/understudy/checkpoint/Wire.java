// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import org.understudy.core.port.Keeping;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Retention;
import org.understudy.model.Severity;

/**
 * The protocol between shipper and receiver over one stream. Per epoch:
 *
 * <pre>
 * shipper   MAGIC, header, what to keep, base term, base number      base: an epoch both have, 0 0 for none
 * receiver  reply
 * shipper   manifest, written against the base
 * receiver  reply, number of chunks it lacks, their ordinals
 * shipper   those chunks in that order, in batches: length, compressed length, zstd frame
 * receiver  reply when durable
 * </pre>
 *
 * A reply is {@code true}, or {@code false} and a problem: then the epoch is over and the stream is ready for the next one.
 */
final class Wire {

	/** "US", version 2. */
	static final int MAGIC = 0x55530002;

	/** Bytes of a batch before compression, at most. */
	static final int BATCH = 1 << 20;

	/** The receiver does not have the base: say it again without one. */
	static final String UNKNOWN_BASE = "unknown-base";

	private Wire() {
	}

	static void write(Keeping keeping, DataOutput out) throws IOException {
		out.writeUTF(keeping.retention().toString());
		out.writeLong(keeping.quota().count());
		out.writeLong(keeping.committed().number());
	}

	static Keeping readKeeping(DataInput in) throws IOException {
		try {
			return new Keeping(Retention.parse(in.readUTF()), Bytes.of(in.readLong()), new Epoch(in.readLong()));
		} catch (IllegalArgumentException e) {
			throw new CorruptException("what to keep", e);
		}
	}

	static void accept(DataOutput out) throws IOException {
		out.writeBoolean(true);
	}

	static void refuse(DataOutput out, Problem problem) throws IOException {
		out.writeBoolean(false);
		for (String text : new String[] { problem.code(), problem.severity().name(), problem.summary(), problem.explanation(),
				problem.remedy(), problem.cause() }) {
			// writeUTF takes 64 KB at most
			out.writeUTF(text.substring(0, Math.min(text.length(), 8000)));
		}
	}

	/** Reads a reply; throws the problem that it carries. */
	static void expectAccepted(DataInput in) throws IOException, ProblemException {
		if (!in.readBoolean()) {
			throw new Problem(in.readUTF(), severity(in.readUTF()), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF()).exception();
		}
	}

	private static Severity severity(String name) throws IOException {
		try {
			return Severity.valueOf(name);
		} catch (IllegalArgumentException e) {
			throw new CorruptException("reply", e);
		}
	}
}
