// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

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

	private final CapsuleHost capsules;
	private final Path work;
	private final Mirrors mirrors;
	private final Clock clock;

	/** @param work a directory of ours for mirrors of files, on the file system of the captures */
	public WarmEngine(CapsuleHost capsules, Path work, Clock clock) {
		this.capsules = capsules;
		this.work = work;
		this.mirrors = new Mirrors(work.resolve("mirrors"));
		this.clock = clock;
	}

	@Override
	public List<Problem> probe() {
		return capsules.probe();
	}

	@Override
	public Capture capture(Capsule capsule, Path into) throws ProblemException {
		try {
			return take(capsule, mirrors.of(capsule), into, true);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("capture-failed",
					"The files of " + capsule.plan().application() + " could not be copied.", e.getMessage(), "Free space in " + into + " (df); the next epoch is tried at its time."), e);
		}
	}

	/** @param goesOn whether the processes go on afterwards; they do in any case when it fails */
	private Capture take(Capsule capsule, FileMirror mirror, Path into, boolean goesOn) throws IOException, ProblemException {
		Path images = Files.createDirectory(into.resolve("images"));
		CapsuleTasks tasks = new CapsuleTasks(capsule, System::nanoTime);
		approach(mirror, tasks.mappedForWriting());
		long start = System.nanoTime();
		capsules.freeze(capsule);
		Instant at = clock.instant();
		long frozen = System.nanoTime();
		boolean taken = false;
		try {
			mirror.update(at, tasks.mappedForWriting());
			taken = true;
		} finally {
			if (goesOn || !taken) {
				capsules.thaw(capsule);
			}
		}
		long end = System.nanoTime();
		mirror.cloneTo(into.resolve("files"));
		Anatomy anatomy = new Anatomy(Duration.ofNanos(end - start), Duration.ofNanos(frozen - start), Duration.ZERO,
				Duration.ofNanos(end - frozen), Duration.ZERO, Duration.ZERO, Duration.ZERO);
		return new Capture(images, into.resolve("files"), at, Bytes.ZERO, Bytes.of(mirror.size()), anatomy, "files only");
	}

	/** Most is copied while the application runs. */
	private void approach(FileMirror mirror, Set<String> mapped) throws IOException {
		mirror.unshare();
		try {
			mirror.update(clock.instant(), mapped);
		} catch (IOException e) {
			System.getLogger(WarmEngine.class.getName()).log(System.Logger.Level.DEBUG, "files changed while they were copied", e);
		}
	}

	/** What stands still by the cgroup's freezer needs nothing of ours to go on standing. */
	@Override
	public Standstill hold(Capsule capsule, Path into) throws ProblemException {
		try {
			return new Frozen(take(capsule, mirrors.of(capsule), into, false));
		} catch (IOException e) {
			throw new ProblemException(Problem.error("capture-failed", "The files of " + capsule.plan().application() + " could not be copied.",
					e.getMessage(), "It goes on here; free space in " + into + " (df)."), e);
		}
	}

	/** Its processes are thawed by whoever lets them go on. */
	private record Frozen(Capture capture) implements Standstill {

		@Override
		public void goOn() {
			// the cgroup's freezer is all that holds them
		}

		@Override
		public void close() {
			// nothing is open
		}
	}

	@Override
	public long restore(Capsule prepared, Path images, Connections connections) throws ProblemException {
		return capsules.launch(prepared).rootPid();
	}

	@Override
	public void forget(String capsuleId) throws ProblemException {
		try {
			mirrors.forget(capsuleId);
		} catch (IOException e) {
			throw new ProblemException(StoreProblems.unusable(work, e), e);
		}
	}
}
