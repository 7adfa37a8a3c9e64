// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file of chunks, written once. Layout: the chunks one after the other; the footer (for each its digest and length, then the
 * footer's SHA-256); the number of chunks (4 bytes) and the magic (4 bytes).
 */
final class Pack {

	/** Bytes of chunks after which the next pack is begun: as much as is sent again after a crash, at most. */
	static final int FULL = 64 << 20;

	static final int MAGIC = 0x55535031;
	static final int TAIL = 8;
	static final int FOOTER_ENTRY = Digests.LENGTH + 4;

	private final Path file;
	private final Digests digests;
	private final int[] offsets;

	/** @param offsets of each chunk, and where the last one ends */
	Pack(Path file, Digests digests, int[] offsets) {
		this.file = file;
		this.digests = digests;
		this.offsets = offsets;
	}

	/** Reads the footer of a complete pack. */
	static Pack open(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			ByteBuffer tail = read(channel, channel.size() - TAIL, TAIL, file);
			int count = tail.getInt();
			long footer = (long) count * FOOTER_ENTRY + Digests.LENGTH;
			if (tail.getInt() != MAGIC || count < 0 || footer > channel.size() - TAIL || footer > Integer.MAX_VALUE) {
				throw new CorruptException("pack " + file);
			}
			return parse(file, count, read(channel, channel.size() - TAIL - footer, (int) footer, file).array());
		}
	}

	private static ByteBuffer read(FileChannel channel, long position, int length, Path file) throws IOException {
		if (position < 0) {
			throw new CorruptException("pack " + file);
		}
		ByteBuffer buffer = ByteBuffer.allocate(length);
		Chunking.readFully(channel, buffer, position);
		return buffer.flip();
	}

	private static Pack parse(Path file, int count, byte[] footer) throws IOException {
		int end = count * FOOTER_ENTRY;
		var sha = Digests.sha256();
		sha.update(footer, 0, end);
		if (!Arrays.equals(sha.digest(), Arrays.copyOfRange(footer, end, footer.length))) {
			throw new CorruptException("footer of pack " + file);
		}
		Digests digests = new Digests();
		int[] offsets = new int[count + 1];
		DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(footer));
		for (int i = 0; i < count; i++) {
			digests.read(1, in);
			offsets[i + 1] = offsets[i] + in.readInt();
		}
		return new Pack(file, digests, offsets);
	}

	Path file() {
		return file;
	}

	Digests digests() {
		return digests;
	}

	int count() {
		return digests.size();
	}

	int offset(int index) {
		return offsets[index];
	}

	int length(int index) {
		return offsets[index + 1] - offsets[index];
	}

	/** Bytes of all its chunks. */
	int size() {
		return offsets[count()];
	}

	Pack movedTo(Path other) {
		return new Pack(other, digests, offsets);
	}
}
