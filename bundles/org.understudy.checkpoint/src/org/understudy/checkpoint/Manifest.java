// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.util.List;

/**
 * What an epoch is made of: its header, its parts, and for each part the digests of its chunks.
 *
 * @param header  which epoch
 * @param meta    what the primary said about it
 * @param entries parts in order; their digests lie one after the other in {@code digests}
 * @param digests of all chunks of all parts
 */
record Manifest(EpochHeader header, byte[] meta, List<Entry> entries, Digests digests) {

	Manifest {
		entries = List.copyOf(entries);
	}

	/** Of which nothing is known: what a first epoch builds on. */
	static final Manifest NONE = new Manifest(null, new byte[0], List.of(), new Digests());

	/** Bytes of all parts, holes included. */
	long size() {
		return entries.stream().mapToLong(Entry::size).sum();
	}

	/** Bytes of some chunks, whose ordinals ascend. */
	long size(int[] ordinals) {
		long sum = 0;
		int at = 0;
		for (int ordinal : ordinals) {
			while (ordinal >= entries.get(at).end()) {
				at++;
			}
			sum += entries.get(at).length(ordinal - entries.get(at).first());
		}
		return sum;
	}

	/** What a part is. */
	enum Kind {
		/** A file of the checkpoint engine. */
		IMAGE,
		/** Content of a regular file; its attributes are in the tree. */
		FILE,
		/** A tar archive of empty files: every name, attribute, link and device of the captured directory. */
		TREE
	}

	/**
	 * One part.
	 *
	 * @param path      relative, {@code /} between names, never leaving its directory
	 * @param size      bytes
	 * @param chunkSize bytes of every chunk but the last
	 * @param first     ordinal of its first chunk's digest
	 */
	record Entry(Kind kind, String path, long size, int chunkSize, int first) {

		int chunks() {
			return Math.toIntExact((size + chunkSize - 1) / chunkSize);
		}

		/** Where the digests of what follows begin. */
		int end() {
			return first + chunks();
		}

		/** Bytes of the chunk with this index within the part. */
		int length(int index) {
			return (int) Math.min(chunkSize, size - (long) index * chunkSize);
		}
	}
}
