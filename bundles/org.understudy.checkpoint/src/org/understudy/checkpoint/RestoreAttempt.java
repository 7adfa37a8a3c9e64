// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CheckpointEngine.Connections;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** One restore into a prepared capsule; leaves no process behind when it fails. Used once, by one thread. */
final class RestoreAttempt {

	/** Restoring takes about 1.5 s per gigabyte. */
	private static final Duration DEADLINE = Duration.ofSeconds(120);

	private final Capsule capsule;
	private final Path images;
	private final Path work;
	private final Connections connections;
	private final CapsuleTasks tasks;

	RestoreAttempt(Capsule capsule, Path images, Path work, Connections connections, LongSupplier nanoTime) {
		this.connections = connections;
		this.capsule = capsule;
		this.images = images;
		this.work = work;
		this.tasks = new CapsuleTasks(capsule, nanoTime);
	}

	/** @return pid on this host of the first process */
	long run(Path criu) throws IOException, ProblemException {
		Path output = work.resolve("criu.out");
		boolean restored = false;
		try {
			Process process = Subprocess.builder(CriuCommand.restore(criu, capsule, images, work, connections), output).start();
			int exit = Subprocess.await(process, DEADLINE);
			if (exit != 0) {
				throw failure(exit, Files.readString(output)).exception();
			}
			long pid = Long.parseLong(Files.readString(work.resolve("pid")).strip());
			restored = true;
			return pid;
		} finally {
			if (!restored) {
				undo();
			}
		}
	}

	private void undo() throws IOException {
		boolean interrupted = Thread.interrupted();
		try {
			if (!tasks.kill()) {
				System.getLogger(RestoreAttempt.class.getName()).log(Level.ERROR, "processes are left over in {0}", capsule.cgroup());
			}
			NetworkLock.remove(capsule);
		} finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private Problem failure(int exit, String said) throws IOException {
		String summary = capsule.plan().application() + " could not be restored";
		if (exit < 0) {
			return Problem.error("restore-failed", summary + ": criu was ended after " + DEADLINE.toSeconds() + " s", "It did not finish.",
					"Try again, or restore the other epoch.").causedBy(CriuLog.read(work, said));
		}
		return CriuLog.explain("restore-failed", summary, CriuLog.read(work, said));
	}
}
