// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

import org.understudy.checkpoint.Manifest.Entry;

/**
 * Where every chunk of an application lies, and how many references to it there are: one for each time a committed epoch names it. The
 * counts are no state of their own: they follow from the manifests, and are counted again when the store is opened. Not thread-safe;
 * {@link #shelf} may be read by others.
 */
final class ChunkIndex {

	private Shelf shelf = new Shelf(new Pack[0], new int[] { 0 });
	private int[] slots = new int[64];
	private int used;
	private int[] references = new int[64];
	/** By pack: bytes of chunks with references. */
	private long[] live = new long[0];

	ChunkIndex() {
		Arrays.fill(slots, -1);
	}

	/**
	 * All packs in a row: the chunks of all of them are numbered through. Immutable.
	 *
	 * @param starts number of each pack's first chunk, and of the chunk that would come next
	 */
	record Shelf(Pack[] packs, int[] starts) {

		int packOf(int number) {
			int found = Arrays.binarySearch(starts, 0, packs.length, number);
			// of empty packs that start together the last one counts
			int pack = found >= 0 ? found : -found - 2;
			while (pack + 1 < packs.length && starts[pack + 1] <= number) {
				pack++;
			}
			return pack;
		}

		Shelf with(Pack pack) {
			Pack[] more = Arrays.copyOf(packs, packs.length + 1);
			int[] next = Arrays.copyOf(starts, starts.length + 1);
			more[packs.length] = pack;
			next[starts.length] = Math.addExact(starts[packs.length], pack.count());
			return new Shelf(more, next);
		}
	}

	Shelf shelf() {
		return shelf;
	}

	List<Pack> packs() {
		return List.of(shelf.packs());
	}

	/** Bytes of chunks that nobody refers to, or that are there twice. */
	long dead() {
		return packs().stream().mapToLong(Pack::size).sum() - Arrays.stream(live).sum();
	}

	/** Bytes of a pack's chunks that are referred to. */
	long live(int pack) {
		return live[pack];
	}

	void add(Pack pack) {
		int start = shelf.starts()[shelf.packs().length];
		shelf = shelf.with(pack);
		live = Arrays.copyOf(live, live.length + 1);
		int end = start + pack.count();
		if (end > references.length) {
			references = Arrays.copyOf(references, Math.max(end, references.length * 2));
		}
		for (int i = 0; i < pack.count(); i++) {
			int slot = slot(pack.digests(), i);
			if (slots[slot] < 0) {
				slots[slot] = start + i;
				if (++used * 2L > slots.length) {
					rehash();
				}
			}
		}
	}

	private void rehash() {
		int[] old = slots;
		slots = new int[old.length * 2];
		Arrays.fill(slots, -1);
		for (int number : old) {
			if (number >= 0) {
				int pack = shelf.packOf(number);
				slots[slot(shelf.packs()[pack].digests(), number - shelf.starts()[pack])] = number;
			}
		}
	}

	private int slot(Digests source, int ordinal) {
		int slot = source.hash(ordinal) & (slots.length - 1);
		while (slots[slot] >= 0 && !matches(slots[slot], source, ordinal)) {
			slot = (slot + 1) & (slots.length - 1);
		}
		return slot;
	}

	private boolean matches(int number, Digests source, int ordinal) {
		int pack = shelf.packOf(number);
		return shelf.packs()[pack].digests().matches(number - shelf.starts()[pack], source, ordinal);
	}

	/** @return number of the chunk with that content; -1 when it is not here */
	int find(Digests digests, int ordinal) {
		return slots[slot(digests, ordinal)];
	}

	/** Ordinals of the manifest's chunks that are not here, each content once, ascending. */
	int[] lacking(Manifest manifest) {
		Digests digests = manifest.digests();
		DigestIndex seen = DigestIndex.of(digests);
		return IntStream.range(0, digests.size()).filter(i -> !digests.isZero(i) && find(digests, i) < 0 && seen.insert(i)).toArray();
	}

	/**
	 * Counts an epoch's references.
	 *
	 * @throws CorruptException when a chunk is not here; nothing is counted then
	 */
	void refer(Manifest manifest) throws CorruptException {
		Digests digests = manifest.digests();
		for (int i = 0; i < digests.size(); i++) {
			int number = digests.isZero(i) ? 0 : find(digests, i);
			if (number < 0) {
				count(digests, i, -1);
				throw new CorruptException("epoch " + manifest.header().epoch() + ": a chunk is missing and it");
			} else if (!digests.isZero(i) && references[number]++ == 0) {
				live[shelf.packOf(number)] += length(number);
			}
		}
	}

	/** Forgets an epoch's references. */
	void release(Manifest manifest) {
		count(manifest.digests(), manifest.digests().size(), -1);
	}

	private void count(Digests digests, int end, int by) {
		for (int i = 0; i < end; i++) {
			if (!digests.isZero(i)) {
				int number = find(digests, i);
				references[number] += by;
				if (references[number] == 0) {
					live[shelf.packOf(number)] -= length(number);
				}
			}
		}
	}

	private int length(int number) {
		int pack = shelf.packOf(number);
		return shelf.packs()[pack].length(number - shelf.starts()[pack]);
	}

	/** Whether this chunk of a pack is the one that is used, and is. */
	boolean isLive(int pack, int index) {
		return references[shelf.starts()[pack] + index] > 0;
	}

	/** The same over other packs, which hold every chunk that is referred to. */
	ChunkIndex over(Collection<Pack> packs) {
		ChunkIndex other = new ChunkIndex();
		packs.forEach(other::add);
		for (int pack = 0; pack < shelf.packs().length; pack++) {
			Digests digests = shelf.packs()[pack].digests();
			for (int i = 0; i < digests.size(); i++) {
				int count = references[shelf.starts()[pack] + i];
				if (count > 0) {
					int number = other.find(digests, i);
					other.references[number] = count;
					other.live[other.shelf.packOf(number)] += other.length(number);
				}
			}
		}
		return other;
	}

	/** The references of one entry, for who looks after the counts. */
	int references(Digests digests, int ordinal) {
		int number = find(digests, ordinal);
		return number < 0 ? 0 : references[number];
	}

	/** Numbers of an entry's chunks, -1 for zeros. */
	int[] numbers(Manifest manifest, Entry entry) throws CorruptException {
		int[] numbers = new int[entry.chunks()];
		for (int i = 0; i < numbers.length; i++) {
			int ordinal = entry.first() + i;
			numbers[i] = manifest.digests().isZero(ordinal) ? -1 : find(manifest.digests(), ordinal);
			if (numbers[i] < 0 && !manifest.digests().isZero(ordinal)) {
				throw new CorruptException("a chunk of " + entry.path());
			}
		}
		return numbers;
	}

	List<Pack> without(Collection<Pack> gone) {
		List<Pack> rest = new ArrayList<>(packs());
		rest.removeAll(gone);
		return rest;
	}
}
