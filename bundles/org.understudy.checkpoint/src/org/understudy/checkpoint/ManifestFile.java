// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.util.Arrays;

/** A manifest on disk: magic, header, parts and chunks, SHA-256 over all of it. */
final class ManifestFile {

	private static final int MAGIC = 0x55534D32;

	private ManifestFile() {
	}

	/** Writes it to a new file, durably. */
	static void write(Manifest manifest, Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
				StandardOpenOption.WRITE)) {
			DigestOutputStream sha = new DigestOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16),
					Digests.sha256());
			DataOutputStream out = new DataOutputStream(sha);
			out.writeInt(MAGIC);
			manifest.header().write(out);
			ManifestCodec.write(manifest, Manifest.NONE, DigestIndex.of(Manifest.NONE.digests()), out);
			out.write(sha.getMessageDigest().digest());
			out.flush();
			channel.force(true);
		}
	}

	/** Only what the primary said about it; not verified. */
	static byte[] meta(Path file) throws IOException {
		try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 14))) {
			if (in.readInt() != MAGIC) {
				throw new CorruptException(file.toString());
			}
			EpochHeader.read(in);
			return MetaCodec.read(Manifest.NONE.meta(), in);
		}
	}

	static Manifest read(Path file) throws IOException {
		try (DigestInputStream sha = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16),
				Digests.sha256())) {
			DataInputStream in = new DataInputStream(sha);
			if (in.readInt() != MAGIC) {
				throw new CorruptException(file.toString());
			}
			EpochHeader header = EpochHeader.read(in);
			Manifest manifest = ManifestCodec.read(header, Manifest.NONE, in);
			byte[] expected = sha.getMessageDigest().digest();
			if (!Arrays.equals(expected, in.readNBytes(Digests.LENGTH))) {
				throw new CorruptException(file.toString());
			}
			return manifest;
		}
	}
}
