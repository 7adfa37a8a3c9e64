// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

import org.understudy.linux.process.Poll;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * One cgroup v2 directory of a capsule. Source: Documentation/admin-guide/cgroup-v2.rst.
 */
record ControlGroup(Path directory) {

	private static final Duration FREEZE_TIMEOUT = Duration.ofSeconds(2);
	private static final Duration KILL_TIMEOUT = Duration.ofSeconds(5);

	void create() throws ProblemException {
		try {
			Files.createDirectories(directory);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("cgroup-failed", "The cgroup %s cannot be made.".formatted(directory), "",
					"Run the agent as root on a host whose cgroup v2 file system is writable."), e);
		}
	}

	/** The living processes, as pids of this PID namespace; zombies are not among them. Empty when the cgroup is gone. */
	List<Long> processes() {
		return lines("cgroup.procs").stream().map(Long::valueOf).toList();
	}

	void freeze() throws ProblemException {
		write("cgroup.freeze", "1");
		if (Poll.until(() -> lines("cgroup.events").contains("frozen 1"), FREEZE_TIMEOUT)) {
			return;
		}
		write("cgroup.freeze", "0");
		throw Problem.error("freeze-timeout",
				"The processes in %s did not stand still within %s; they were let go on.".formatted(directory, FREEZE_TIMEOUT),
				"A process waits inside the kernel, on a slow disk perhaps.", "Try again.").exception();
	}

	void thaw() throws ProblemException {
		write("cgroup.freeze", "0");
		Poll.until(() -> lines("cgroup.events").contains("frozen 0"), FREEZE_TIMEOUT);
	}

	/** Kills all processes, frozen ones too, and waits until they are gone; what is left shows in {@link #processes()}. */
	void kill() {
		try {
			write("cgroup.kill", "1");
		} catch (ProblemException _) {
			// no cgroup.kill before Linux 5.14, or no cgroup any more: one by one then
			processes().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
		}
		Poll.until(() -> processes().isEmpty(), KILL_TIMEOUT);
	}

	/** Removes the directory, and its parent when that was the last one in it. */
	void remove() {
		// the kernel says "busy" for a moment after the last process has gone
		Poll.until(this::removed, Duration.ofSeconds(2));
		directory.getParent().toFile().delete();
	}

	/** A first process whose start was broken off may only now have reached the cgroup: it is killed, too. Once the directory is gone it fails. */
	private boolean removed() {
		if (!Files.exists(directory) || directory.toFile().delete()) {
			return true;
		}
		if (!processes().isEmpty()) {
			kill();
		}
		return false;
	}

	private List<String> lines(String file) {
		try {
			return Files.readAllLines(directory.resolve(file));
		} catch (IOException _) {
			return List.of();
		}
	}

	private void write(String file, String value) throws ProblemException {
		try {
			Files.writeString(directory.resolve(file), value, StandardOpenOption.WRITE);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("cgroup-failed", "%s of %s cannot be written.".formatted(file, directory),
					"The capsule is gone, or this kernel's cgroup v2 lacks it.", "Look at the application's state."), e);
		}
	}
}
