// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A growing list of chunk digests: a gigabyte of pages costs 8 MB, and outside the heap, which must not grow with the application.
 * Not thread-safe while it grows.
 *
 * <p>SHA-256 and not a fast hash like XXH3: memory of the application holds what its clients sent, and a client who can make two
 * pages collide would corrupt the clone. With SHA instructions it still does 1.5 GB/s.
 */
final class Digests {

	static final int LENGTH = 32;

	/** Stands for a chunk of zeros, which is never hashed, sent or stored. */
	static final byte[] ZERO = new byte[LENGTH];

	private static final int LONGS = LENGTH / Long.BYTES;
	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
	/** Digests of a block: 1 MB. */
	private static final int BLOCK = 1 << 15;
	private static final int FIRST = 64;

	private LongBuffer[] blocks = { LongBuffer.allocate(FIRST * LONGS) };
	private int size;

	int size() {
		return size;
	}

	private void grow() {
		int block = size / BLOCK;
		if (block == 0) {
			LongBuffer larger = allocate(Math.min(BLOCK, blocks[0].capacity() / LONGS * 4));
			larger.put(0, blocks[0], 0, blocks[0].capacity());
			blocks[0] = larger;
		} else {
			blocks = Arrays.copyOf(blocks, block + 1);
			blocks[block] = allocate(BLOCK);
		}
	}

	private static LongBuffer allocate(int count) {
		int longs = count * LONGS;
		return count < BLOCK ? LongBuffer.allocate(longs) : ByteBuffer.allocateDirect(longs * Long.BYTES).asLongBuffer();
	}

	private boolean isFull() {
		return size / BLOCK >= blocks.length || size % BLOCK * LONGS >= blocks[size / BLOCK].capacity();
	}

	/** @return its ordinal */
	int add(byte[] source) {
		if (isFull()) {
			grow();
		}
		LongBuffer block = blocks[size / BLOCK];
		int at = size % BLOCK * LONGS;
		for (int i = 0; i < LONGS; i++) {
			block.put(at + i, (long) LONG.get(source, i * Long.BYTES));
		}
		return size++;
	}

	/** @return its ordinal here */
	int add(Digests other, int ordinal) {
		if (isFull()) {
			grow();
		}
		blocks[size / BLOCK].put(size % BLOCK * LONGS, other.blocks[ordinal / BLOCK], ordinal % BLOCK * LONGS, LONGS);
		return size++;
	}

	boolean isZero(int ordinal) {
		LongBuffer block = blocks[ordinal / BLOCK];
		int at = ordinal % BLOCK * LONGS;
		return (block.get(at) | block.get(at + 1) | block.get(at + 2) | block.get(at + 3)) == 0;
	}

	boolean matches(int ordinal, Digests other, int its) {
		LongBuffer block = blocks[ordinal / BLOCK];
		LongBuffer there = other.blocks[its / BLOCK];
		int at = ordinal % BLOCK * LONGS;
		int from = its % BLOCK * LONGS;
		return block.get(at) == there.get(from) && block.get(at + 1) == there.get(from + 1) && block.get(at + 2) == there.get(from + 2)
				&& block.get(at + 3) == there.get(from + 3);
	}

	boolean matches(int ordinal, byte[] digest) {
		LongBuffer block = blocks[ordinal / BLOCK];
		int at = ordinal % BLOCK * LONGS;
		for (int i = 0; i < LONGS; i++) {
			if (block.get(at + i) != (long) LONG.get(digest, i * Long.BYTES)) {
				return false;
			}
		}
		return true;
	}

	/** The digest's first bits are as good as any hash of it. */
	int hash(int ordinal) {
		return (int) (blocks[ordinal / BLOCK].get(ordinal % BLOCK * LONGS) >>> 32);
	}

	void copy(int ordinal, byte[] into) {
		LongBuffer block = blocks[ordinal / BLOCK];
		for (int i = 0; i < LONGS; i++) {
			LONG.set(into, i * Long.BYTES, block.get(ordinal % BLOCK * LONGS + i));
		}
	}

	void write(int from, int count, DataOutput out) throws IOException {
		byte[] one = new byte[LENGTH];
		for (int i = from; i < from + count; i++) {
			copy(i, one);
			out.write(one);
		}
	}

	void read(int count, DataInput in) throws IOException {
		byte[] one = new byte[LENGTH];
		for (int i = 0; i < count; i++) {
			in.readFully(one);
			add(one);
		}
	}

	void update(MessageDigest sha) {
		byte[] some = new byte[LENGTH];
		for (int i = 0; i < size; i++) {
			copy(i, some);
			sha.update(some);
		}
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
