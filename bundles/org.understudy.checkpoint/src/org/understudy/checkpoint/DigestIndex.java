// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Finds a digest in a list: open addressing over ordinals, about 8 bytes per chunk. Not thread-safe. */
final class DigestIndex {

	private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

	private final Digests digests;
	private int[] slots;

	/** An index over all that is in the list, and all that is added through it. */
	DigestIndex(Digests digests) {
		this.digests = digests;
		rehash(Math.max(64, Integer.highestOneBit(Math.max(1, digests.size())) * 4));
	}

	Digests digests() {
		return digests;
	}

	/** @return the ordinal of its first occurrence, or -1 */
	int find(byte[] source, int offset) {
		return slots[slot(source, offset)];
	}

	/** @return its ordinal when new, or -1 when it was there */
	int addIfAbsent(byte[] source, int offset) {
		int slot = slot(source, offset);
		if (slots[slot] >= 0) {
			return -1;
		}
		int ordinal = digests.add(source, offset);
		slots[slot] = ordinal;
		if (digests.size() * 2L > slots.length) {
			rehash(slots.length * 2);
		}
		return ordinal;
	}

	private void rehash(int length) {
		slots = new int[length];
		Arrays.fill(slots, -1);
		for (int i = 0; i < digests.size(); i++) {
			int slot = slot(digests.raw(), Digests.offset(i));
			if (slots[slot] < 0) {
				slots[slot] = i;
			}
		}
	}

	private int slot(byte[] source, int offset) {
		// the digest's first bits are as good as any hash of it
		int slot = (int) INT.get(source, offset) & (slots.length - 1);
		while (slots[slot] >= 0 && !digests.matches(slots[slot], source, offset)) {
			slot = (slot + 1) & (slots.length - 1);
		}
		return slot;
	}
}
