// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.Capture;
import org.understudy.core.port.CheckpointEngine.Standstill;
import org.understudy.model.Bytes;
import org.understudy.model.EpochRecord.Anatomy;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** One capture: criu dumps, hands over while all stands still, the files are taken, criu thaws. Used once, by one thread. */
final class CaptureAttempt {

	private static final System.Logger LOG = System.getLogger(CaptureAttempt.class.getName());
	/** For criu as a whole; what it needs is measured in tenths of a second. */
	private static final Duration DEADLINE = Duration.ofSeconds(60);
	/** A mirror older than this is brought near before the freeze; a younger one would copy the same files twice. */
	private static final Duration STALE = Duration.ofSeconds(5);

	/** Exit codes from here on tell a signal. */
	private static final int SIGNALLED = 128;

	private final Capsule capsule;
	private final FileMirror mirror;
	private final Path into;
	private final Clock clock;
	private final LongSupplier nanoTime;
	private final CapsuleTasks tasks;
	private Instant at;
	private Duration files = Duration.ZERO;

	/**
	 * An attempt.
	 *
	 * @param into  directory for {@code images}, {@code files} and {@code work}
	 * @param clock wall clock, for the capture's instant and to compare with files' times
	 */
	CaptureAttempt(Capsule capsule, FileMirror mirror, Path into, Clock clock, LongSupplier nanoTime) {
		this.capsule = capsule;
		this.mirror = mirror;
		this.into = into;
		this.clock = clock;
		this.nanoTime = nanoTime;
		this.tasks = new CapsuleTasks(capsule, nanoTime);
	}

	Capture run(Criu criu) throws IOException, ProblemException {
		Path images = Files.createDirectories(into.resolve("images"));
		Path work = Files.createDirectories(into.resolve("work"));
		Room.require(capsule, tasks.pids(), into);
		mirror.unshare();
		if (mirror.isOlderThan(clock.instant().minus(STALE))) {
			approach();
		}
		CriuStats stats = dump(criu.path(), images, work);
		mirror.cloneTo(into.resolve("files"));
		return new Capture(images, into.resolve("files"), at, size(images), Bytes.of(mirror.size()), anatomy(stats),
				method(criu, images));
	}

	/** Rounds of criu's before the freeze are not used, whatever the kernel can: only content that is new is sent all the same. */
	private static String method(Criu criu, Path images) throws IOException {
		return "whole memory to %s (%s)".formatted(Files.getFileStore(images).type(),
				criu.tracksMemory() ? "the kernel could track changed pages" : "the kernel does not track changed pages");
	}

	/** As far as {@link #run} goes while all stands still: criu waits in its hook until the standstill says how it ends. */
	Standstill hold(Criu criu) throws IOException, ProblemException {
		Path images = Files.createDirectories(into.resolve("images"));
		Path work = Files.createDirectories(into.resolve("work"));
		Room.require(capsule, tasks.pids(), into);
		mirror.unshare();
		approach();
		FrozenFiles frozen = new FrozenFiles(tasks, mirror, images, clock);
		PostDumpHook hook = PostDumpHook.in(work);
		long start = nanoTime.getAsLong();
		Process process = Subprocess.spared(CriuCommand.dump(criu.path(), capsule, images, work, hook.script()), work.resolve("criu.out"));
		boolean held = false;
		try {
			hook.watch(process);
			if (!awaitFrozen(process, hook)) {
				int exit = Subprocess.await(process, DEADLINE);
				throw failure(exit, work, Files.readString(work.resolve("criu.out"))).exception();
			}
			Capture capture = frozenState(images, frozen, start);
			held = true;
			return new HeldDump(capture, process, hook, this::recover);
		} finally {
			frozen.abandon();
			if (!held) {
				Subprocess.kill(process);
				recover();
				hook.close();
			}
		}
	}

	private Capture frozenState(Path images, FrozenFiles frozen, long start) throws IOException {
		long stands = nanoTime.getAsLong();
		at = frozen.complete();
		mirror.cloneTo(into.resolve("files"));
		files = Duration.ofNanos(nanoTime.getAsLong() - stands);
		return new Capture(images, into.resolve("files"), at, size(images), Bytes.of(mirror.size()), anatomy(Duration.ofNanos(nanoTime.getAsLong() - start)),
				"whole memory to " + Files.getFileStore(images).type() + ", for a move");
	}

	private boolean awaitFrozen(Process process, PostDumpHook hook) throws IOException {
		try (Watchdog _ = Watchdog.over(process, DEADLINE)) {
			return hook.awaitFrozen();
		}
	}

	/** Before criu has said what it took: the whole from its start on, which is a little more than the standstill. */
	private Anatomy anatomy(Duration pause) {
		return new Anatomy(pause, Duration.ZERO, Duration.ZERO, files, Duration.ZERO, Duration.ZERO, Duration.ZERO);
	}

	/** Copies most of it while the application runs; what changes meanwhile is copied again. */
	private void approach() {
		try {
			mirror.update(clock.instant(), tasks.mappedForWriting());
		} catch (IOException e) {
			// a file that went between looking and copying; the pass that counts copies all of it
			LOG.log(Level.DEBUG, "files of " + capsule.id() + " changed while they were copied", e);
		}
	}

	private CriuStats dump(Path criu, Path images, Path work) throws IOException, ProblemException {
		Path output = work.resolve("criu.out");
		FrozenFiles frozen = new FrozenFiles(tasks, mirror, images, clock);
		try (PostDumpHook hook = PostDumpHook.in(work)) {
			long begun = nanoTime.getAsLong();
			Process process = Subprocess.spared(CriuCommand.dump(criu, capsule, images, work, hook.script()), output);
			int exit = supervise(process, hook, frozen);
			String said = Files.readString(output);
			if (exit == 0 && at != null) {
				return statistics(work, Duration.ofNanos(nanoTime.getAsLong() - begun));
			}
			recover();
			throw failure(exit, work, said).exception();
		} finally {
			frozen.abandon();
		}
	}

	/** What was captured is not given up for figures that cannot be read. */
	private static CriuStats statistics(Path work, Duration dump) {
		try {
			return CriuStats.read(work);
		} catch (IOException e) {
			LOG.log(Level.WARNING, "criu's statistics in " + work + " cannot be read; its whole time is taken for the pause", e);
			return CriuStats.unknown(dump);
		}
	}

	private int supervise(Process process, PostDumpHook hook, FrozenFiles frozen) throws IOException {
		long end = nanoTime.getAsLong() + DEADLINE.toNanos();
		hook.watch(process);
		try (Watchdog _ = Watchdog.over(process, DEADLINE)) {
			if (hook.awaitFrozen()) {
				takeFiles(hook, frozen);
			}
			return Subprocess.await(process, Duration.ofNanos(Math.max(1, end - nanoTime.getAsLong())));
		} catch (IOException e) {
			Subprocess.kill(process);
			recover();
			throw e;
		}
	}

	private void takeFiles(PostDumpHook hook, FrozenFiles frozen) throws IOException {
		long start = nanoTime.getAsLong();
		boolean good = false;
		try {
			at = frozen.complete();
			good = true;
		} finally {
			files = Duration.ofNanos(nanoTime.getAsLong() - start);
			hook.answer(good);
		}
	}

	/** After any failure the application must go on: no tracer holds it, no packet of it is held back. An interrupt must wait. */
	private void recover() throws IOException {
		boolean interrupted = Thread.interrupted();
		try {
			Subprocess.killAllOf(into.resolve("work"));
			if (!tasks.awaitUntraced()) {
				LOG.log(Level.ERROR, "processes of {0} are still held by a tracer", capsule.id());
			}
			NetworkLock.remove(capsule);
		} finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private Problem failure(int exit, Path work, String said) throws IOException {
		String summary = capsule.id() + " could not be captured";
		if (!Files.exists(Path.of("/proc", Long.toString(capsule.rootPid())))) {
			return Problem.error("capture-failed", summary + ": its first process has ended", "", "See the application's log.")
					.causedBy(CriuLog.read(work, said));
		}
		if (exit < 0) {
			return Problem.error("capture-failed", summary + ": criu was ended after " + DEADLINE.toSeconds() + " s",
					"It did not finish; the application goes on.", "The next attempt may succeed.").causedBy(CriuLog.read(work, said));
		}
		if (exit > SIGNALLED) {
			return Problem.error("capture-failed", summary + ": criu was killed by signal " + (exit - SIGNALLED),
					"The application goes on.", "See who did it: dmesg, for the kernel's out-of-memory killer. The next attempt may succeed.")
					.causedBy(CriuLog.read(work, said));
		}
		return CriuLog.explain("capture-failed", summary, CriuLog.read(work, said));
	}

	/** What is not memory and not files is descriptors, sockets and the like: the rest of the pause. */
	private Anatomy anatomy(CriuStats stats) {
		return new Anatomy(stats.freezing().plus(stats.frozen()), stats.freezing(), stats.memory(), files, Duration.ZERO, Duration.ZERO,
				Duration.ZERO);
	}

	private static Bytes size(Path images) throws IOException {
		long sum = 0;
		for (Path file : Tree.walk(images)) {
			sum += Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
		}
		return Bytes.of(sum);
	}
}
