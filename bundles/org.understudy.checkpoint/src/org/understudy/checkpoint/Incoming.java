// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.DataInputStream;
import java.io.IOException;
import java.security.MessageDigest;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

import org.understudy.checkpoint.Manifest.Entry;

/**
 * Chunks on their way from the stream into the store, each verified. When they cannot be stored or are not what they should be, the rest
 * is still read, so that the stream stays usable; {@link #check} tells then.
 */
final class Incoming implements AutoCloseable {

	private final Manifest manifest;
	private final int[] ordinals;
	private final Intake intake;
	private final byte[] batch = new byte[Wire.BATCH];
	private final byte[] packed = new byte[(int) Zstd.compressBound(Wire.BATCH)];
	private final byte[] digest = new byte[Digests.LENGTH];
	private final MessageDigest sha = Digests.sha256();
	private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
	private int next;
	private int entry;
	private IOException failure;

	Incoming(Manifest manifest, int[] ordinals, Intake intake) {
		this.manifest = manifest;
		this.ordinals = ordinals;
		this.intake = intake;
	}

	/** @throws IOException when the stream fails */
	void receive(DataInputStream in) throws IOException {
		while (next < ordinals.length) {
			int length = ManifestCodec.bounded(in.readInt(), batch.length);
			int packedLength = ManifestCodec.bounded(in.readInt(), packed.length);
			in.readFully(packed, 0, packedLength);
			take(length, unpack(length, packedLength));
		}
	}

	private boolean unpack(int length, int packedLength) {
		try {
			return zstd.decompressByteArray(batch, 0, length, packed, 0, packedLength) == length;
		} catch (ZstdException e) {
			// each of its chunks is refused by its digest
			System.getLogger(Incoming.class.getName()).log(System.Logger.Level.DEBUG, "not a frame", e);
			return false;
		}
	}

	private void take(int length, boolean intact) throws IOException {
		for (int at = 0; at < length;) {
			int size = next < ordinals.length ? sizeOf(ordinals[next]) : Integer.MAX_VALUE;
			if (size > length - at) {
				throw new CorruptException("batch of chunks");
			}
			store(ordinals[next++], at, size, intact);
			at += size;
		}
		if (length == 0) {
			throw new CorruptException("batch of chunks");
		}
	}

	private int sizeOf(int ordinal) {
		while (ordinal >= manifest.entries().get(entry).end()) {
			entry++;
		}
		Entry from = manifest.entries().get(entry);
		return from.length(ordinal - from.first());
	}

	private void store(int ordinal, int at, int size, boolean intact) {
		if (failure != null) {
			return;
		}
		try {
			Chunking.name(sha, batch, at, size, digest);
			if (!intact || !manifest.digests().matches(ordinal, digest)) {
				throw new CorruptException("chunk");
			}
			intake.add(digest, batch, at, size);
		} catch (IOException e) {
			failure = e;
		}
	}

	/** @throws IOException why not all of it is stored */
	void check() throws IOException {
		if (failure != null) {
			throw failure;
		}
	}

	@Override
	public void close() {
		zstd.close();
	}
}
