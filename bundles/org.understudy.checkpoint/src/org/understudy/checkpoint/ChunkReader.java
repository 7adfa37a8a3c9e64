// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.understudy.checkpoint.ChunkIndex.Place;
import org.understudy.checkpoint.Manifest.Entry;

/** Reads the parts of one epoch back. It holds its packs open: they may be collected meanwhile. Used by one thread. */
final class ChunkReader implements AutoCloseable {

	private static final int BUFFER = 1 << 20;

	private final Manifest manifest;
	private final Place[] places;
	private final Map<Pack, FileChannel> channels = new HashMap<>();

	ChunkReader(Manifest manifest, ChunkIndex index) throws IOException {
		this.manifest = manifest;
		this.places = new Place[manifest.digests().size()];
		try {
			for (int i = 0; i < places.length; i++) {
				places[i] = manifest.digests().isZero(i) ? null : index.find(manifest.digests(), i);
				if (places[i] != null && !channels.containsKey(places[i].pack())) {
					channels.put(places[i].pack(), FileChannel.open(places[i].pack().file(), StandardOpenOption.READ));
				}
			}
		} catch (IOException e) {
			close();
			throw e;
		}
	}

	/** Writes a part's content into an empty file, with holes for zeros; every chunk is verified. */
	void write(Entry entry, Path file) throws IOException {
		try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			byte[] buffer = new byte[BUFFER];
			byte[] digest = new byte[Digests.LENGTH];
			MessageDigest sha = Digests.sha256();
			for (int i = 0; i < entry.chunks();) {
				int run = run(entry, i);
				if (places[entry.first() + i] != null) {
					copy(entry, i, run, new Scratch(buffer, digest, sha), out);
				}
				i += run;
			}
			extend(out, entry.size());
		}
	}

	private record Scratch(byte[] buffer, byte[] digest, MessageDigest sha) {
	}

	/** How many chunks from here on lie one after the other in one pack, and fit the buffer; one for zeros. */
	private int run(Entry entry, int from) {
		Place start = places[entry.first() + from];
		int n = 1;
		while (start != null && from + n < entry.chunks() && (n + 1) * entry.chunkSize() <= BUFFER && follows(start, n, entry, from + n)) {
			n++;
		}
		return n;
	}

	private boolean follows(Place start, int n, Entry entry, int chunk) {
		Place place = places[entry.first() + chunk];
		return place != null && place.pack() == start.pack() && place.index() == start.index() + n;
	}

	private void copy(Entry entry, int from, int run, Scratch scratch, FileChannel out) throws IOException {
		Place start = places[entry.first() + from];
		int length = 0;
		for (int i = 0; i < run; i++) {
			length += entry.length(from + i);
		}
		Chunking.readFully(channels.get(start.pack()), ByteBuffer.wrap(scratch.buffer(), 0, length), start.pack().offset(start.index()));
		for (int i = 0, at = 0; i < run; at += entry.length(from + i), i++) {
			Chunking.name(scratch.sha(), scratch.buffer(), at, entry.length(from + i), scratch.digest());
			if (!manifest.digests().matches(entry.first() + from + i, scratch.digest(), 0)) {
				throw new CorruptException("a chunk of " + entry.path());
			}
		}
		ByteBuffer bytes = ByteBuffer.wrap(scratch.buffer(), 0, length);
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
		Arrays.fill(places, null);
		if (failure != null) {
			throw failure;
		}
	}
}
