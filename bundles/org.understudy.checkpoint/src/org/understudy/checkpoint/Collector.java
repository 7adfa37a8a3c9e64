// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.understudy.checkpoint.ChunkIndex.Place;

/**
 * Decides which packs go: those that nothing refers to, and those of which less than half is referred to, whose rest is gathered in
 * a new one. When packs become many, the smaller half is gathered as well.
 */
final class Collector {

	/** Packs beyond this are gathered: each costs an open file when an epoch is laid out. */
	private static final int MANY = 64;

	private Collector() {
	}

	/** What to do; {@code live} tells the chunks in use of those to rewrite. */
	record Verdict(List<Pack> keep, List<Pack> rewrite, List<Pack> dead, Map<Pack, BitSet> live) {

		boolean isNothing() {
			return rewrite.isEmpty() && dead.isEmpty();
		}

		List<Pack> gone() {
			List<Pack> all = new ArrayList<>(rewrite);
			all.addAll(dead);
			return all;
		}

		void copyLive(PackWriter writer) throws IOException {
			byte[] digest = new byte[Digests.LENGTH];
			for (Pack pack : rewrite) {
				try (FileChannel channel = FileChannel.open(pack.file(), StandardOpenOption.READ)) {
					for (int i : live.get(pack).stream().toArray()) {
						ByteBuffer chunk = ByteBuffer.allocate(pack.length(i));
						Chunking.readFully(channel, chunk, pack.offset(i));
						System.arraycopy(pack.digests().raw(), Digests.offset(i), digest, 0, Digests.LENGTH);
						writer.add(digest, chunk.array(), 0, pack.length(i));
					}
				}
			}
		}
	}

	static Verdict judge(ChunkIndex index, Collection<Manifest> manifests) {
		Map<Pack, BitSet> live = new HashMap<>();
		manifests.forEach(manifest -> mark(index, manifest.digests(), live));
		List<Pack> keep = new ArrayList<>();
		List<Pack> rewrite = new ArrayList<>();
		List<Pack> dead = new ArrayList<>();
		for (Pack pack : index.packs()) {
			long used = live.getOrDefault(pack, new BitSet()).stream().mapToLong(pack::length).sum();
			(used == 0 ? dead : used * 2 < pack.size() ? rewrite : keep).add(pack);
		}
		if (keep.size() > MANY) {
			keep.sort(java.util.Comparator.comparingLong(Pack::size));
			List<Pack> small = keep.subList(0, keep.size() - MANY / 2);
			rewrite.addAll(small);
			small.clear();
		}
		return new Verdict(keep, rewrite, dead, live);
	}

	private static void mark(ChunkIndex index, Digests digests, Map<Pack, BitSet> live) {
		for (int i = 0; i < digests.size(); i++) {
			Place place = digests.isZero(i) ? null : index.find(digests, i);
			if (place != null) {
				live.computeIfAbsent(place.pack(), _ -> new BitSet()).set(place.index());
			}
		}
	}
}
