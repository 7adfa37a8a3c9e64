// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.util.Arrays;

/** Finds a digest in a list: open addressing over ordinals, about 8 bytes per chunk. Not thread-safe while it grows. */
final class DigestIndex {

	private final Digests digests;
	private int[] slots = new int[0];
	private int count;

	private DigestIndex(Digests digests, int capacity) {
		this.digests = digests;
		rehash(Math.max(64, Integer.highestOneBit(Math.max(1, capacity)) * 4));
	}

	/** Over all that is in the list now. */
	static DigestIndex over(Digests digests) {
		DigestIndex index = new DigestIndex(digests, digests.size());
		for (int i = 0; i < digests.size(); i++) {
			index.insert(i);
		}
		return index;
	}

	/** Empty; {@link #insert} chooses from the list. */
	static DigestIndex of(Digests digests) {
		return new DigestIndex(digests, 0);
	}

	Digests digests() {
		return digests;
	}

	/** @return the ordinal of its first occurrence, or -1 */
	int find(Digests source, int ordinal) {
		return slots[slot(source, ordinal)];
	}

	/** @return whether that content is new */
	boolean insert(int ordinal) {
		int slot = slot(digests, ordinal);
		if (slots[slot] >= 0) {
			return false;
		}
		slots[slot] = ordinal;
		if (++count * 2L > slots.length) {
			rehash(slots.length * 2);
		}
		return true;
	}

	private void rehash(int length) {
		int[] old = slots;
		slots = new int[length];
		Arrays.fill(slots, -1);
		for (int ordinal : old) {
			if (ordinal >= 0) {
				slots[slot(digests, ordinal)] = ordinal;
			}
		}
	}

	private int slot(Digests source, int ordinal) {
		int slot = source.hash(ordinal) & (slots.length - 1);
		while (slots[slot] >= 0 && !digests.matches(slots[slot], source, ordinal)) {
			slot = (slot + 1) & (slots.length - 1);
		}
		return slot;
	}
}
