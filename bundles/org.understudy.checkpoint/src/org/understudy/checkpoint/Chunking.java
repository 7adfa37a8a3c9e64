// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestException;
import java.security.MessageDigest;

/** Cuts a file into chunks and names each by its content. */
final class Chunking {

	/** A page: what changes in memory and in data files at least. */
	static final int PAGE = 4096;
	/** For large files, where a list of pages would itself be large. */
	static final int LARGE = 64 << 10;

	private static final long LARGE_FROM = 256L << 20;
	private static final int BUFFER = 1 << 20;

	private Chunking() {
	}

	/** Memory is cut by pages whatever its size: they move about, and content lookup must find them again. */
	static int chunkSize(String path, long size) {
		return size < LARGE_FROM || path.startsWith("pages-") ? PAGE : LARGE;
	}

	/** Appends the digests of the first {@code size} bytes. */
	static void cut(Path file, long size, int chunkSize, Digests into) throws IOException {
		byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(size, 1))];
		byte[] digest = new byte[Digests.LENGTH];
		MessageDigest sha = Digests.sha256();
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			for (long position = 0; position < size;) {
				int n = (int) Math.min(buffer.length, size - position);
				readFully(channel, ByteBuffer.wrap(buffer, 0, n), position);
				for (int at = 0; at < n; at += chunkSize) {
					name(sha, buffer, at, Math.min(chunkSize, n - at), digest);
					into.add(digest);
				}
				position += n;
			}
		}
	}

	/** The digest of one chunk into {@code digest}; zeros have {@link Digests#ZERO}. */
	static void name(MessageDigest sha, byte[] buffer, int offset, int length, byte[] digest) {
		if (Digests.isZero(buffer, offset, length)) {
			System.arraycopy(Digests.ZERO, 0, digest, 0, Digests.LENGTH);
			return;
		}
		sha.update(buffer, offset, length);
		try {
			sha.digest(digest, 0, Digests.LENGTH);
		} catch (DigestException e) {
			throw new IllegalStateException("the buffer has the digest's length", e);
		}
	}

	static void readFully(FileChannel channel, ByteBuffer into, long position) throws IOException {
		long at = position;
		while (into.hasRemaining()) {
			int n = channel.read(into, at);
			if (n < 0) {
				throw new java.io.EOFException("file ended at " + at);
			}
			at += n;
		}
	}
}
