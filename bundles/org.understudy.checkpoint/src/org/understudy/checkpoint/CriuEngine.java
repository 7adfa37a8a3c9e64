// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.Capture;
import org.understudy.core.port.CheckpointEngine;
import org.understudy.core.port.Processors;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Checkpoints by CRIU. Thread-safe across different capsules; captures of one capsule one after the other. Captures and mirrors share
 * files by hard links when the directories for both lie on one file system: let that be a tmpfs.
 */
public final class CriuEngine implements CheckpointEngine {

	private final List<Path> candidates;
	private final Path work;
	private final Clock clock;
	private final LongSupplier nanoTime;
	private final Mirrors mirrors;
	private volatile Criu chosen;

	/**
	 * An engine.
	 *
	 * @param candidates where criu may be, best first; see {@link #candidates}
	 * @param work       a directory of ours for mirrors of files and criu's logs; what is in it is removed
	 * @param clock      wall clock, for the capture's instant and to compare with files' times
	 * @param nanoTime   monotonic, nanoseconds
	 */
	public CriuEngine(List<Path> candidates, Path work, Clock clock, LongSupplier nanoTime) {
		this.candidates = List.copyOf(candidates);
		this.work = work;
		this.mirrors = new Mirrors(work.resolve("mirrors"));
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	/**
	 * Where a criu may be: the environment's choice, the search path, the agent's own.
	 *
	 * @param environment  of which {@code UNDERSTUDY_CRIU} and {@code PATH} count
	 * @param distribution directory of the agent, which may bring one in {@code criu/criu}
	 */
	public static List<Path> candidates(Map<String, String> environment, Path distribution) {
		return Criu.candidates(environment, distribution);
	}

	@Override
	public List<Problem> probe() {
		List<Problem> problems = new ArrayList<>();
		if (!isRoot()) {
			problems.add(Problem.error("not-root", "The agent does not run as root", "Only root may capture and restore processes.",
					"Run the agent as root, or protect in warm mode."));
		}
		Criu criu = Criu.choose(candidates);
		chosen = criu;
		problems.addAll(criu.problems());
		return List.copyOf(problems);
	}

	/** This host's processor, described and compared by CRIU. */
	public Processors processors() {
		return new CriuProcessors(() -> {
			Criu criu = chosen == null ? Criu.choose(candidates) : chosen;
			return criu.problems().isEmpty() ? Optional.of(criu.path()) : Optional.empty();
		});
	}

	private static boolean isRoot() {
		try {
			return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
		} catch (IOException e) {
			throw new UncheckedIOException("no /proc", e);
		}
	}

	private Criu criu() throws ProblemException {
		Criu criu = chosen;
		if (criu == null) {
			criu = Criu.choose(candidates);
			chosen = criu;
		}
		if (!criu.problems().isEmpty()) {
			throw criu.problems().getFirst().exception();
		}
		return criu;
	}

	@Override
	public Capture capture(Capsule capsule, Path into) throws ProblemException {
		Criu criu = criu();
		try {
			return new CaptureAttempt(capsule, mirrors.of(capsule), into, clock, nanoTime).run(criu);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("capture-failed", capsule.id() + " could not be captured",
					String.valueOf(e.getMessage()), "The next attempt may succeed; see that it still runs and that there is space in "
							+ into + "."), e);
		}
	}

	@Override
	public Standstill hold(Capsule capsule, Path into) throws ProblemException {
		Criu criu = criu();
		try {
			return new CaptureAttempt(capsule, mirrors.of(capsule), into, clock, nanoTime).hold(criu);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("capture-failed", capsule.id() + " could not be captured",
					String.valueOf(e.getMessage()), "It goes on here; see that there is space in " + into + "."), e);
		}
	}

	@Override
	public long restore(Capsule prepared, Path images, Connections connections) throws ProblemException {
		Criu criu = criu();
		Path scratch = work.resolve("restore-" + prepared.id());
		try {
			Tree.delete(scratch);
			return new RestoreAttempt(prepared, images, Files.createDirectories(scratch), connections, nanoTime).run(criu.path());
		} catch (IOException e) {
			throw new ProblemException(Problem.error("restore-failed", prepared.plan().application() + " could not be restored",
					String.valueOf(e.getMessage()), "Try again, or restore the other epoch."), e);
		}
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
