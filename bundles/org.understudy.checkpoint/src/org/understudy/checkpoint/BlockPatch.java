// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Makes a copy like its original by writing only the blocks that differ. Content decides, no time does. A block of zeros that the copy
 * does not have yet is left a hole. Not thread-safe: it keeps its buffers.
 */
final class BlockPatch {

	private static final int BLOCK = 64 << 10;
	private static final int STRETCH = 1 << 20;

	private final ByteBuffer theirs = ByteBuffer.allocateDirect(STRETCH);
	private final ByteBuffer ours = ByteBuffer.allocateDirect(STRETCH);
	private final ByteBuffer zeros = ByteBuffer.allocateDirect(BLOCK).asReadOnlyBuffer();

	/** @return bytes written */
	long apply(Path original, Path copy) throws IOException {
		try (FileChannel from = FileChannel.open(original, StandardOpenOption.READ);
				FileChannel to = FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			long size = from.size();
			if (to.size() > size) {
				to.truncate(size);
			}
			long written = 0;
			for (long at = 0; at < size; at += STRETCH) {
				fill(from, theirs, at);
				fill(to, ours, at);
				written += patch(to, at);
			}
			return written + extend(to, size);
		}
	}

	private static void fill(FileChannel channel, ByteBuffer buffer, long at) throws IOException {
		buffer.clear();
		while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) > 0) {
			// until it is full or the file ends
		}
		buffer.flip();
	}

	private long patch(FileChannel to, long at) throws IOException {
		if (theirs.mismatch(ours) < 0) {
			return 0;
		}
		long written = 0;
		for (int offset = 0; offset < theirs.limit(); offset += BLOCK) {
			int length = Math.min(BLOCK, theirs.limit() - offset);
			ByteBuffer fresh = theirs.slice(offset, length);
			int known = Math.clamp(ours.limit() - offset, 0, length);
			boolean same = known == length ? fresh.mismatch(ours.slice(offset, length)) < 0 : known == 0 && fresh.mismatch(zeros.slice(0, length)) < 0;
			if (!same) {
				for (long position = at + offset; fresh.hasRemaining();) {
					position += to.write(fresh, position);
				}
				written += length;
			}
		}
		return written;
	}

	/** A hole at the end is nothing that was written. */
	private static long extend(FileChannel to, long size) throws IOException {
		if (to.size() == size) {
			return 0;
		}
		to.write(ByteBuffer.wrap(new byte[1]), size - 1);
		return 1;
	}
}
