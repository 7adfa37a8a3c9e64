// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where every chunk of an application lies. Not thread-safe. */
final class ChunkIndex {

	private final DigestIndex index = new DigestIndex(new Digests());
	private final List<Pack> packs = new ArrayList<>();
	/** By ordinal: number of the pack in the upper half, index within it in the lower. */
	private long[] places = new long[64];

	/** A chunk in a pack. */
	record Place(Pack pack, int index) {
	}

	void add(Pack pack) {
		int number = packs.size();
		packs.add(pack);
		for (int i = 0; i < pack.count(); i++) {
			int ordinal = index.addIfAbsent(pack.digests().raw(), Digests.offset(i));
			if (ordinal >= 0) {
				if (ordinal >= places.length) {
					places = Arrays.copyOf(places, places.length * 2);
				}
				places[ordinal] = (long) number << 32 | i;
			}
		}
	}

	List<Pack> packs() {
		return List.copyOf(packs);
	}

	boolean contains(Digests digests, int ordinal) {
		return index.find(digests.raw(), Digests.offset(ordinal)) >= 0;
	}

	/** @return its place; null when it is not here */
	Place find(Digests digests, int ordinal) {
		int found = index.find(digests.raw(), Digests.offset(ordinal));
		return found < 0 ? null : new Place(packs.get((int) (places[found] >>> 32)), (int) places[found]);
	}

	/** Ordinals of the manifest's chunks that are not here, each content once, ascending. */
	int[] lacking(Manifest manifest) {
		Digests digests = manifest.digests();
		DigestIndex seen = new DigestIndex(new Digests());
		return java.util.stream.IntStream.range(0, digests.size())
				.filter(i -> !digests.isZero(i) && !contains(digests, i) && seen.addIfAbsent(digests.raw(), Digests.offset(i)) >= 0)
				.toArray();
	}

	boolean holds(Manifest manifest) {
		return java.util.stream.IntStream.range(0, manifest.digests().size())
				.allMatch(i -> manifest.digests().isZero(i) || contains(manifest.digests(), i));
	}
}
