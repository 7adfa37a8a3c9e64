// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Takes the files of an application while criu reads its memory, beside it and not after it. CRIU seizes all processes before it opens
 * its first images (cr-dump.c), so from these on no file changes but for names that criu makes itself; those are taken in at the end.
 * Used once.
 */
final class FrozenFiles {

	private static final System.Logger LOG = System.getLogger(FrozenFiles.class.getName());
	/** Opened for the descriptors of all processes together, when the last of these was seized. */
	private static final String FIRST_IMAGE = "files.img";
	private static final long LOOK_AGAIN_NANOS = 200_000;
	private static final Duration DEADLINE = Duration.ofMinutes(2);

	private final CapsuleTasks tasks;
	private final FileMirror mirror;
	private final Clock clock;
	private final FutureTask<Boolean> early;
	private volatile boolean over;
	private Instant at;

	/** @param images where criu's images appear */
	FrozenFiles(CapsuleTasks tasks, FileMirror mirror, Path images, Clock clock) {
		this.tasks = tasks;
		this.mirror = mirror;
		this.clock = clock;
		this.early = new FutureTask<>(() -> takeEarly(images.resolve(FIRST_IMAGE)));
		Thread.ofPlatform().daemon().name("files").start(early);
	}

	/** @return whether it could: all processes were seen to stand still */
	private boolean takeEarly(Path sign) throws IOException {
		while (!Files.exists(sign)) {
			if (over) {
				return false;
			}
			LockSupport.parkNanos(LOOK_AGAIN_NANOS);
		}
		if (over || !tasks.areAllTraced()) {
			return false;
		}
		update();
		return true;
	}

	private void update() throws IOException {
		at = clock.instant();
		mirror.update(at, tasks.mappedForWriting());
	}

	/**
	 * Everything is dumped and still stands: completes what was begun, or does it now.
	 *
	 * @return the instant of these files
	 */
	Instant complete() throws IOException {
		boolean taken = false;
		try {
			taken = await();
		} finally {
			over = true;
		}
		if (taken) {
			mirror.amend();
		} else {
			update();
		}
		return at;
	}

	private boolean await() throws IOException {
		try {
			return early.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
		} catch (ExecutionException e) {
			LOG.log(Level.DEBUG, "files could not be taken early; now again", e);
			return false;
		} catch (TimeoutException e) {
			throw new IOException("files were not copied within " + DEADLINE, e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", e);
		}
	}

	/** criu is gone: ends what is still waiting. The mirror is free again when this returns. */
	void abandon() {
		over = true;
		boolean interrupted = Thread.interrupted();
		try {
			early.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
		} catch (ExecutionException | TimeoutException | InterruptedException e) {
			LOG.log(Level.DEBUG, "files of a capture that failed", e);
		} finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}
}
