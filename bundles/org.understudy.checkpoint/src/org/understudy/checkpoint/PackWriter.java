// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.Arrays;

/** Writes one pack; nobody adds a content twice. Until {@link #finish} it is nothing; closed before that, its file is deleted. */
final class PackWriter implements AutoCloseable {

	private final Path file;
	private final FileChannel channel;
	private final DataOutputStream out;
	private final Digests digests = new Digests();
	private int[] offsets = new int[64];
	private boolean finished;

	PackWriter(Path file) throws IOException {
		this.file = file;
		this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 18));
	}

	void add(byte[] digest, byte[] buffer, int offset, int length) throws IOException {
		int count = digests.size();
		if (count + 2 > offsets.length) {
			offsets = Arrays.copyOf(offsets, offsets.length * 2);
		}
		out.write(buffer, offset, length);
		digests.add(digest);
		offsets[count + 1] = offsets[count] + length;
	}

	int count() {
		return digests.size();
	}

	/** Bytes of chunks so far. */
	int size() {
		return offsets[count()];
	}

	/** Makes it complete and durable where it is. */
	Pack finish() throws IOException {
		out.flush();
		DigestOutputStream sha = new DigestOutputStream(out, Digests.sha256());
		DataOutputStream footer = new DataOutputStream(sha);
		for (int i = 0; i < count(); i++) {
			digests.write(i, 1, footer);
			footer.writeInt(offsets[i + 1] - offsets[i]);
		}
		out.write(sha.getMessageDigest().digest());
		out.writeInt(count());
		out.writeInt(Pack.MAGIC);
		out.flush();
		channel.force(true);
		channel.close();
		finished = true;
		return new Pack(file, digests, Arrays.copyOf(offsets, count() + 1));
	}

	@Override
	public void close() throws IOException {
		if (!finished) {
			channel.close();
			Files.deleteIfExists(file);
		}
	}
}
