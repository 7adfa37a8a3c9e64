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
import java.security.MessageDigest;
import java.util.Arrays;

/** Writes one pack. Until {@link #finish} it is nothing; closed before that, its file is deleted. */
final class PackWriter implements AutoCloseable {

	private final Path file;
	private final long limit;
	private final FileChannel channel;
	private final DataOutputStream out;
	private final DigestIndex index = new DigestIndex(new Digests());
	private long[] offsets = new long[64];
	private boolean finished;

	/** @param limit how many bytes of chunks it may hold */
	PackWriter(Path file, long limit) throws IOException {
		this.file = file;
		this.limit = limit;
		this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 18));
	}

	/** Adds a chunk, unless it is in already. */
	void add(byte[] digest, byte[] buffer, int offset, int length) throws IOException {
		if (index.addIfAbsent(digest, 0) < 0) {
			return;
		}
		int count = count();
		if (count + 1 > offsets.length) {
			offsets = Arrays.copyOf(offsets, offsets.length * 2);
		}
		long end = (count == 1 ? 0 : offsets[count - 1]) + length;
		if (end > limit) {
			throw new StoreFullException("the quota leaves %d bytes for this epoch".formatted(limit));
		}
		offsets[count] = end;
		out.write(buffer, offset, length);
	}

	int count() {
		return index.digests().size();
	}

	/** Makes it complete and durable where it is. */
	Pack finish() throws IOException {
		MessageDigest sha = Digests.sha256();
		java.io.ByteArrayOutputStream footer = new java.io.ByteArrayOutputStream(count() * Pack.FOOTER_ENTRY);
		DataOutputStream entries = new DataOutputStream(footer);
		for (int i = 0; i < count(); i++) {
			entries.write(index.digests().raw(), Digests.offset(i), Digests.LENGTH);
			entries.writeInt((int) (offsets[i + 1] - offsets[i]));
		}
		footer.writeTo(out);
		out.write(sha.digest(footer.toByteArray()));
		out.writeInt(count());
		out.writeInt(Pack.MAGIC);
		out.flush();
		channel.force(true);
		channel.close();
		finished = true;
		return new Pack(file, index.digests(), Arrays.copyOf(offsets, count() + 1));
	}

	@Override
	public void close() throws IOException {
		if (!finished) {
			channel.close();
			Files.deleteIfExists(file);
		}
	}
}
