// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsuleHost;
import org.understudy.core.port.Capture;
import org.understudy.core.port.CheckpointEngine;
import org.understudy.model.Bytes;
import org.understudy.model.EpochRecord.Anatomy;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Warm mode: only the files, of one instant at which the processes stand still by the cgroup freezer; on takeover the application
 * is started by its command. Needs no CRIU. Thread-safe.
 */
public final class WarmEngine implements CheckpointEngine {

	private static final Duration COPY = Duration.ofMinutes(2);

	private final CapsuleHost capsules;
	private final Clock clock;

	public WarmEngine(CapsuleHost capsules, Clock clock) {
		this.capsules = capsules;
		this.clock = clock;
	}

	@Override
	public List<Problem> probe() {
		return capsules.probe();
	}

	@Override
	public Capture capture(Capsule capsule, Path into) throws ProblemException {
		try {
			Path images = Files.createDirectory(into.resolve("images"));
			Path files = into.resolve("files");
			long start = System.nanoTime();
			capsules.freeze(capsule);
			Instant at = clock.instant();
			long frozen = System.nanoTime();
			try {
				Subprocess.require(List.of("cp", "-a", "--reflink=auto", "--sparse=auto", "--no-target-directory",
						capsule.upper().toString(), files.toString()), into, COPY);
			} finally {
				capsules.thaw(capsule);
			}
			long end = System.nanoTime();
			Anatomy anatomy = new Anatomy(Duration.ofNanos(end - start), Duration.ofNanos(frozen - start), Duration.ZERO,
					Duration.ofNanos(end - frozen), Duration.ZERO, Duration.ZERO, Duration.ZERO);
			return new Capture(images, files, at, Bytes.ZERO, size(files), anatomy);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("capture-failed",
					"The files of " + capsule.plan().application() + " could not be copied.", e.getMessage(), "Free space in " + into + " (df); the next epoch is tried at its time."), e);
		}
	}

	private static Bytes size(Path files) throws IOException {
		long sum = 0;
		for (Path file : Tree.walk(files)) {
			if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
				sum += Files.size(file);
			}
		}
		return Bytes.of(sum);
	}

	@Override
	public long restore(Capsule prepared, Path images) throws ProblemException {
		return capsules.launch(prepared).rootPid();
	}

	@Override
	public void forget(String capsuleId) {
		// nothing is kept
	}
}
