// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

import org.understudy.checkpoint.ChunkIndex.Shelf;
import org.understudy.checkpoint.Manifest.Entry;

/** Reads the parts of one epoch back. It holds its packs open: they may be collected meanwhile. Used by one thread. */
final class ChunkReader implements AutoCloseable {

	private static final int BUFFER = 1 << 20;
	private static final int ZERO = -1;

	private final Manifest manifest;
	private final Shelf shelf;
	/** Of every chunk of the manifest, its number on the shelf. */
	private final int[] numbers;
	private final Map<Integer, FileChannel> channels = new HashMap<>();
	private final byte[] buffer = new byte[BUFFER];
	private final byte[] digest = new byte[Digests.LENGTH];
	private final MessageDigest sha = Digests.sha256();

	ChunkReader(Manifest manifest, ChunkIndex index) throws IOException {
		this.manifest = manifest;
		this.shelf = index.shelf();
		this.numbers = new int[manifest.digests().size()];
		boolean open = false;
		try {
			for (int i = 0; i < numbers.length; i++) {
				numbers[i] = manifest.digests().isZero(i) ? ZERO : index.find(manifest.digests(), i);
				if (numbers[i] >= 0) {
					open(shelf.packOf(numbers[i]));
				} else if (!manifest.digests().isZero(i)) {
					throw new CorruptException("epoch " + manifest.header().epoch() + ": a chunk is missing and it");
				}
			}
			open = true;
		} finally {
			if (!open) {
				close();
			}
		}
	}

	private void open(int pack) throws IOException {
		if (!channels.containsKey(pack)) {
			channels.put(pack, FileChannel.open(shelf.packs()[pack].file(), StandardOpenOption.READ));
		}
	}

	/** Writes a part's content into an empty file, with holes for zeros; every chunk is verified. */
	void write(Entry entry, Path file) throws IOException {
		try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			for (int i = 0; i < entry.chunks();) {
				int run = run(entry, i);
				if (numbers[entry.first() + i] != ZERO) {
					copy(entry, i, run, out);
				}
				i += run;
			}
			extend(out, entry.size());
		}
	}

	/** Writes some chunks of a part, zeros included, over what is there. */
	void patch(Entry entry, int from, int count, FileChannel out) throws IOException {
		for (int i = from; i < from + count;) {
			int run = Math.min(run(entry, i), from + count - i);
			if (numbers[entry.first() + i] == ZERO) {
				ByteBuffer zeros = ByteBuffer.allocate(entry.length(i));
				for (long at = (long) i * entry.chunkSize(); zeros.hasRemaining();) {
					at += out.write(zeros, at);
				}
			} else {
				copy(entry, i, run, out);
			}
			i += run;
		}
	}

	/** How many chunks from here on lie one after the other in one pack, and fit the buffer; one for zeros. */
	private int run(Entry entry, int from) {
		int start = numbers[entry.first() + from];
		int n = 1;
		while (start >= 0 && from + n < entry.chunks() && (n + 1) * entry.chunkSize() <= BUFFER
				&& numbers[entry.first() + from + n] == start + n && shelf.packOf(start + n) == shelf.packOf(start)) {
			n++;
		}
		return n;
	}

	private void copy(Entry entry, int from, int run, FileChannel out) throws IOException {
		int number = numbers[entry.first() + from];
		int place = shelf.packOf(number);
		Pack pack = shelf.packs()[place];
		int length = 0;
		for (int i = 0; i < run; i++) {
			length += entry.length(from + i);
		}
		Chunking.readFully(channels.get(place), ByteBuffer.wrap(buffer, 0, length), pack.offset(number - shelf.starts()[place]));
		for (int i = 0, at = 0; i < run; at += entry.length(from + i), i++) {
			Chunking.name(sha, buffer, at, entry.length(from + i), digest);
			if (!manifest.digests().matches(entry.first() + from + i, digest)) {
				throw new CorruptException("a chunk of " + entry.path());
			}
		}
		ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
		for (long position = (long) from * entry.chunkSize(); bytes.hasRemaining();) {
			position += out.write(bytes, position);
		}
	}

	/** A file may end with zeros that were not written. */
	private static void extend(FileChannel out, long size) throws IOException {
		if (out.size() < size) {
			out.write(ByteBuffer.allocate(1), size - 1);
		}
	}

	@Override
	public void close() throws IOException {
		IOException failure = null;
		for (FileChannel channel : channels.values()) {
			try {
				channel.close();
			} catch (IOException e) {
				failure = e;
			}
		}
		channels.clear();
		if (failure != null) {
			throw failure;
		}
	}
}
