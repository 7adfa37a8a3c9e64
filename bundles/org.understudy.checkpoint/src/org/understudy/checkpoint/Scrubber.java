// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;

import org.understudy.model.Bytes;

/** Reads packs again and looks whether every chunk still is what its name says; no faster than it may. Used by one thread. */
final class Scrubber {

	private static final int BUFFER = 1 << 20;

	private final long bytesPerSecond;
	private final long start = System.nanoTime();
	private final byte[] buffer = new byte[BUFFER];
	private final byte[] digest = new byte[Digests.LENGTH];
	private final MessageDigest sha = Digests.sha256();
	private long read;

	/** @param pace bytes a second; zero for as fast as the disk is */
	Scrubber(Bytes pace) {
		this.bytesPerSecond = pace.count();
	}

	/** Bytes read so far. */
	long read() {
		return read;
	}

	/** @return the chunks that are damaged; none when the pack was collected meanwhile */
	BitSet damaged(Pack pack) throws IOException {
		BitSet damaged = new BitSet();
		try (FileChannel channel = FileChannel.open(pack.file(), StandardOpenOption.READ)) {
			for (int i = 0; i < pack.count(); i++) {
				if (!isIntact(channel, pack, i)) {
					damaged.set(i);
				}
				pause();
			}
		} catch (NoSuchFileException e) {
			System.getLogger(Scrubber.class.getName()).log(System.Logger.Level.DEBUG, "collected meanwhile", e);
			damaged.clear();
		}
		return damaged;
	}

	private boolean isIntact(FileChannel channel, Pack pack, int index) throws IOException {
		int length = pack.length(index);
		try {
			Chunking.readFully(channel, ByteBuffer.wrap(buffer, 0, length), pack.offset(index));
		} catch (NoSuchFileException e) {
			throw e;
		} catch (IOException e) {
			// EIO: the disk itself says so
			System.getLogger(Scrubber.class.getName()).log(System.Logger.Level.WARNING, "unreadable: " + pack.file(), e);
			return false;
		}
		read += length;
		Chunking.name(sha, buffer, 0, length, digest);
		return pack.digests().matches(index, digest);
	}

	/** Gives the disk to others: what was read is never ahead of the pace by more than a little. */
	private void pause() throws IOException {
		if (bytesPerSecond == 0) {
			return;
		}
		long ahead = read * 1_000_000_000L / bytesPerSecond - (System.nanoTime() - start);
		try {
			if (ahead > TimeUnit.MILLISECONDS.toNanos(20)) {
				TimeUnit.NANOSECONDS.sleep(ahead);
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", e);
		}
	}
}
