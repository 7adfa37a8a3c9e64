// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A growing list of chunk digests in one flat array, so that a gigabyte of pages costs 8 MB and not 30. Not thread-safe.
 *
 * <p>SHA-256 and not a fast hash like XXH3: memory of the application holds what its clients sent, and a client who can make two
 * pages collide would corrupt the clone. With SHA instructions it still does 1.5 GB/s.
 */
final class Digests {

	static final int LENGTH = 32;

	/** Stands for a chunk of zeros, which is never hashed, sent or stored. */
	static final byte[] ZERO = new byte[LENGTH];

	private byte[] bytes;
	private int size;

	Digests() {
		this(64);
	}

	Digests(int capacity) {
		bytes = new byte[Math.multiplyExact(Math.max(capacity, 16), LENGTH)];
	}

	int size() {
		return size;
	}

	/** @return its ordinal */
	int add(byte[] source, int offset) {
		if ((size + 1L) * LENGTH > bytes.length) {
			bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 64L, bytes.length * 2L));
		}
		System.arraycopy(source, offset, bytes, size * LENGTH, LENGTH);
		return size++;
	}

	/** The array that holds them all, to be read at {@link #offset}; changes when the list grows. */
	byte[] raw() {
		return bytes;
	}

	static int offset(int ordinal) {
		return ordinal * LENGTH;
	}

	boolean isZero(int ordinal) {
		return matches(ordinal, ZERO, 0);
	}

	boolean matches(int ordinal, byte[] other, int offset) {
		int start = offset(ordinal);
		return Arrays.equals(bytes, start, start + LENGTH, other, offset, offset + LENGTH);
	}

	static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}

	static boolean isZero(byte[] chunk, int offset, int length) {
		return chunk[offset] == 0 && Arrays.equals(chunk, offset, offset + length - 1, chunk, offset + 1, offset + length);
	}
}
