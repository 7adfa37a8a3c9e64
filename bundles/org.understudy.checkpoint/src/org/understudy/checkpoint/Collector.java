// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Decides which packs go: those that nothing refers to, and those of which less than half is referred to, whose rest is gathered in
 * new ones. When small packs become many they are gathered as well: each costs an open file when an epoch is laid out.
 */
final class Collector {

	private static final int MANY = 48;
	private static final int SMALL = Pack.FULL / 4;
	/** Garbage below this share, and below that size, is not worth the work. */
	private static final int SHARE = 4;
	private static final long LITTLE = 1 << 20;
	/** Bytes gathered at once: an order to restore may wait for it. */
	private static final long PORTION = 4L * Pack.FULL;

	private Collector() {
	}

	/** Numbers of packs. */
	record Verdict(List<Integer> rewrite, List<Integer> dead) {

		boolean isNothing() {
			return rewrite.isEmpty() && dead.isEmpty();
		}
	}

	/**
	 * What goes.
	 *
	 * @param spared packs of epochs under way, which nothing refers to yet
	 * @param all    also when it is hardly worth it
	 */
	static Verdict judge(ChunkIndex index, Set<Pack> spared, boolean all) {
		List<Pack> packs = index.packs();
		List<Integer> rewrite = new ArrayList<>();
		List<Integer> dead = new ArrayList<>();
		List<Integer> small = new ArrayList<>();
		long size = packs.stream().mapToLong(Pack::size).sum();
		boolean worth = all || index.dead() > Math.max(LITTLE, size / SHARE);
		for (int i = 0; i < packs.size(); i++) {
			if (spared.contains(packs.get(i))) {
				continue;
			} else if (index.live(i) == 0) {
				dead.add(i);
			} else if (worth && index.live(i) * 2 < packs.get(i).size()) {
				rewrite.add(i);
			} else if (packs.get(i).size() < SMALL) {
				small.add(i);
			}
		}
		if (small.size() > MANY) {
			small.sort(Comparator.comparingLong(index::live));
			rewrite.addAll(small.subList(0, small.size() - MANY / 2));
		}
		return new Verdict(portion(index, rewrite), worth || !rewrite.isEmpty() || dead.size() > MANY ? dead : List.of());
	}

	private static List<Integer> portion(ChunkIndex index, List<Integer> rewrite) {
		List<Integer> some = new ArrayList<>();
		long sum = 0;
		for (int pack : rewrite) {
			sum += index.live(pack);
			if (sum > PORTION && !some.isEmpty()) {
				break;
			}
			some.add(pack);
		}
		return some;
	}

	/** Copies the chunks in use of some packs. */
	static void copyLive(ChunkIndex index, List<Integer> packs, Intake into) throws IOException {
		for (int number : packs) {
			copy(index.packs().get(number), i -> index.isLive(number, i), into);
		}
	}

	/** Copies some chunks of a pack. */
	static void copy(Pack pack, IntPredicate which, Intake into) throws IOException {
		byte[] digest = new byte[Digests.LENGTH];
		try (FileChannel channel = FileChannel.open(pack.file(), StandardOpenOption.READ)) {
			for (int i = 0; i < pack.count(); i++) {
				if (which.test(i)) {
					ByteBuffer chunk = ByteBuffer.allocate(pack.length(i));
					Chunking.readFully(channel, chunk, pack.offset(i));
					pack.digests().copy(i, digest);
					into.add(digest, chunk.array(), 0, pack.length(i));
				}
			}
		}
	}
}
