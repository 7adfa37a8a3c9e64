// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

import org.understudy.checkpoint.Manifest.Entry;

/** Sends chosen chunks of a cut, read from their files again, compressed in batches. */
final class ChunkSender implements AutoCloseable {

	/** Fast; higher levels gain little on memory pages. */
	private static final int LEVEL = 1;

	private final Cut cut;
	private final DataOutputStream out;
	private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL);
	private final byte[] batch = new byte[Wire.BATCH];
	private final byte[] packed = new byte[(int) Zstd.compressBound(Wire.BATCH)];
	private int filled;
	private long spared;
	private int entry = -1;
	private FileChannel channel;

	ChunkSender(Cut cut, DataOutputStream out) {
		this.cut = cut;
		this.out = out;
	}

	/** @param ordinals ascending */
	void send(int[] ordinals) throws IOException {
		for (int ordinal : ordinals) {
			Entry from = open(ordinal);
			int index = ordinal - from.first();
			int length = from.length(index);
			if (filled + length > batch.length) {
				flush();
			}
			Chunking.readFully(channel, ByteBuffer.wrap(batch, filled, length), (long) index * from.chunkSize());
			filled += length;
		}
		flush();
		out.flush();
	}

	/** Bytes that compression took away. */
	long spared() {
		return spared;
	}

	private Entry open(int ordinal) throws IOException {
		var entries = cut.manifest().entries();
		int wanted = Math.max(entry, 0);
		while (ordinal >= entries.get(wanted).end()) {
			wanted++;
		}
		if (wanted != entry) {
			closeFile();
			entry = wanted;
			channel = FileChannel.open(cut.sources().get(entry), StandardOpenOption.READ);
		}
		return entries.get(entry);
	}

	private void flush() throws IOException {
		if (filled > 0) {
			int length = zstd.compressByteArray(packed, 0, packed.length, batch, 0, filled);
			out.writeInt(filled);
			out.writeInt(length);
			out.write(packed, 0, length);
			spared += filled - length;
			filled = 0;
		}
	}

	@Override
	public void close() throws IOException {
		zstd.close();
		closeFile();
	}

	private void closeFile() throws IOException {
		if (channel != null) {
			channel.close();
			channel = null;
		}
	}
}
