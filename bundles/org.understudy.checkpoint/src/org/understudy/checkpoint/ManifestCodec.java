// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.understudy.checkpoint.Manifest.Entry;
import org.understudy.checkpoint.Manifest.Kind;

/**
 * Manifests as bytes: digests that follow one another in a base manifest as well are written as a reference to that run, so that
 * an epoch costs what changed. Runs are found by content: a mapping that grew shifts everything behind it.
 */
final class ManifestCodec {

	private static final int MAX_ENTRIES = 10_000_000;
	private static final byte ZEROS = 0;
	private static final byte COPY = 1;
	private static final byte NEW = 2;

	private ManifestCodec() {
	}

	static int bounded(int value, int max) throws CorruptException {
		if (value < 0 || value > max) {
			throw new CorruptException("a length of " + value);
		}
		return value;
	}

	/**
	 * Writes everything but the header.
	 *
	 * @param base  of which names are not written again
	 * @param index over the base's digests
	 */
	static void write(Manifest manifest, Manifest base, DigestIndex index, DataOutput out) throws IOException {
		MetaCodec.write(manifest.meta(), base.meta(), out);
		out.writeInt(manifest.entries().size());
		for (Entry entry : manifest.entries()) {
			out.writeByte(entry.kind().ordinal());
			byte[] path = entry.path().getBytes(StandardCharsets.UTF_8);
			out.writeInt(path.length);
			out.write(path);
			out.writeLong(entry.size());
			out.writeInt(entry.chunkSize());
			writeRuns(manifest.digests(), entry, index, out);
		}
		out.write(digest(manifest));
	}

	/** Reads what {@link #write} wrote against the same base. */
	static Manifest read(EpochHeader header, Manifest base, DataInput in) throws IOException {
		byte[] meta = MetaCodec.read(base.meta(), in);
		int count = bounded(in.readInt(), MAX_ENTRIES);
		List<Entry> entries = new ArrayList<>(Math.min(count, 4096));
		Digests digests = new Digests();
		for (int i = 0; i < count; i++) {
			Entry entry = readEntry(digests.size(), in);
			entries.add(entry);
			readRuns(entry.chunks(), digests, base.digests(), in);
		}
		Manifest manifest = new Manifest(header, meta, entries, digests);
		byte[] expected = new byte[Digests.LENGTH];
		in.readFully(expected);
		if (!Arrays.equals(expected, digest(manifest))) {
			throw new CorruptException("list of chunks");
		}
		return manifest;
	}

	private static Entry readEntry(int first, DataInput in) throws IOException {
		int kind = bounded(in.readByte(), Kind.values().length - 1);
		byte[] path = new byte[bounded(in.readInt(), 1 << 16)];
		in.readFully(path);
		long size = in.readLong();
		int chunkSize = in.readInt();
		if (size < 0 || chunkSize < 1 || chunkSize > Chunking.LARGE || size / chunkSize > Integer.MAX_VALUE / Digests.LENGTH) {
			throw new CorruptException("size of a part");
		}
		return new Entry(Kind.values()[kind], safe(new String(path, StandardCharsets.UTF_8)), size, chunkSize, first);
	}

	/** A path from outside must not lead out of the directory it is for. */
	private static String safe(String path) throws CorruptException {
		for (String name : path.split("/", -1)) {
			if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
				throw new CorruptException("path '" + path + "'");
			}
		}
		return path;
	}

	private static void writeRuns(Digests digests, Entry entry, DigestIndex base, DataOutput out) throws IOException {
		int end = entry.end();
		for (int i = entry.first(); i < end;) {
			int at = base.find(digests, i);
			byte tag = tag(digests, i, at);
			int n = 1;
			while (i + n < end && continues(digests, i + n, tag, base, at + n)) {
				n++;
			}
			out.writeByte(tag);
			out.writeInt(n);
			if (tag == COPY) {
				out.writeInt(at);
			} else if (tag == NEW) {
				digests.write(i, n, out);
			}
			i += n;
		}
	}

	private static byte tag(Digests digests, int ordinal, int inBase) {
		return digests.isZero(ordinal) ? ZEROS : inBase >= 0 ? COPY : NEW;
	}

	private static boolean continues(Digests digests, int ordinal, byte tag, DigestIndex base, int next) {
		return switch (tag) {
			case ZEROS -> digests.isZero(ordinal);
			case COPY -> next < base.digests().size() && base.digests().matches(next, digests, ordinal);
			default -> !digests.isZero(ordinal) && base.find(digests, ordinal) < 0;
		};
	}

	private static void readRuns(int chunks, Digests into, Digests base, DataInput in) throws IOException {
		for (int left = chunks; left > 0;) {
			byte tag = in.readByte();
			int n = bounded(in.readInt(), left);
			int from = tag == COPY ? bounded(in.readInt(), base.size() - n) : 0;
			switch (tag) {
				case COPY -> {
					for (int i = from; i < from + n; i++) {
						into.add(base, i);
					}
				}
				case ZEROS -> {
					for (int i = 0; i < n; i++) {
						into.add(Digests.ZERO);
					}
				}
				case NEW -> into.read(n, in);
				default -> throw new CorruptException("run of chunks");
			}
			left -= progress(n);
		}
	}

	private static int progress(int n) throws CorruptException {
		if (n == 0) {
			throw new CorruptException("empty run");
		}
		return n;
	}

	private static byte[] digest(Manifest manifest) {
		MessageDigest sha = Digests.sha256();
		sha.update(manifest.meta());
		for (Entry entry : manifest.entries()) {
			sha.update((entry.kind() + " " + entry.size() + " " + entry.chunkSize() + " " + entry.path() + "\0")
					.getBytes(StandardCharsets.UTF_8));
		}
		manifest.digests().update(sha);
		return sha.digest();
	}
}
