// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/** How finely a file system tells one change from the next. */
final class ChangeClock {

	/**
	 * A time of change is no finer than the kernel's tick, or than the file system stores: a file that changed this close to a look at it
	 * may change again without looking different. As with git's index, such files are read again the next time.
	 */
	private static final Duration COARSE = Duration.ofSeconds(2);
	private static final int TRIALS = 12;

	private ChangeClock() {
	}

	/**
	 * Finds out by changing a file a few times within one tick. Since Linux 6.13 a time that somebody has looked at is never given to a
	 * later change (multigrain timestamps, Documentation/filesystems/multigrain-ts.rst).
	 *
	 * @param directory of ours on that file system
	 * @return how long before a look a change must lie to be told from a later one; zero: always told
	 */
	static Duration marginOf(Path directory) throws IOException {
		Path trial = Files.createTempFile(directory, "clock", "");
		try (FileChannel channel = FileChannel.open(trial, StandardOpenOption.WRITE)) {
			FileTime last = (FileTime) Files.getAttribute(trial, "unix:ctime");
			for (int i = 0; i < TRIALS; i++) {
				channel.write(ByteBuffer.wrap(new byte[] { (byte) i }), 0);
				FileTime next = (FileTime) Files.getAttribute(trial, "unix:ctime");
				if (next.equals(last)) {
					return COARSE;
				}
				last = next;
			}
			return Duration.ZERO;
		} finally {
			Files.deleteIfExists(trial);
		}
	}
}
