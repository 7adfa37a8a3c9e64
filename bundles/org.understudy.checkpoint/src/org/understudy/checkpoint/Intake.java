// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunks on their way into a store, in packs that are sealed one after the other: what is sealed survives, whatever happens to the
 * rest. Used by one thread.
 */
final class Intake implements AutoCloseable {

	/** Where it goes. */
	interface Shelf {
		PackWriter begin() throws IOException;

		/** Takes a finished pack. */
		Pack seal(Pack pack) throws IOException;

		/** Removes packs that nothing refers to. */
		void remove(List<Pack> packs) throws IOException;

		/** From now on they are like all others. */
		void release(List<Pack> packs);
	}

	private final Shelf shelf;
	private final long limit;
	private final List<Pack> sealed = new ArrayList<>();
	private PackWriter writer;
	private long before;

	/** @param limit how many bytes of chunks it may take */
	Intake(Shelf shelf, long limit) {
		this.shelf = shelf;
		this.limit = limit;
	}

	void add(byte[] digest, byte[] buffer, int offset, int length) throws IOException {
		if (before + (writer == null ? 0 : writer.size()) + length > limit) {
			throw new StoreFullException("the quota leaves %d bytes for this epoch".formatted(limit));
		}
		if (writer == null) {
			writer = shelf.begin();
		}
		writer.add(digest, buffer, offset, length);
		if (writer.size() >= Pack.FULL) {
			seal();
		}
	}

	/** Makes what came so far part of the store. @return all packs of this intake */
	List<Pack> seal() throws IOException {
		if (writer != null && writer.count() > 0) {
			before += writer.size();
			try (PackWriter full = writer) {
				sealed.add(shelf.seal(full.finish()));
			} finally {
				writer = null;
			}
		}
		return List.copyOf(sealed);
	}

	/** Takes everything back: there is no space, or it is not wanted. */
	void discard() throws IOException {
		drop();
		shelf.remove(sealed);
		sealed.clear();
	}

	private void drop() throws IOException {
		if (writer != null) {
			writer.close();
			writer = null;
		}
	}

	/** Leaves what is sealed for the next attempt. */
	@Override
	public void close() throws IOException {
		drop();
		shelf.release(sealed);
	}
}
