// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * A process outside the JVM that freezes a capsule when the agent is stuck or dead: without being fed it freezes the capsule's
 * cgroup at the deadline and thaws it when fed again; when the agent died and no new one comes, it kills the capsule. It is in a
 * session of its own and ignores SIGTERM and SIGHUP. What it did is in {@code <state>/<cgroup>.watchdog.log}. A systemd unit of the
 * agent needs {@code KillMode=process}, else the watchdog dies with it. Thread-safe.
 */
public final class Watchdog implements AutoCloseable {

	private static final Logger LOG = System.getLogger(Watchdog.class.getName());

	/** How long a frozen capsule waits for a new agent before it is killed. */
	public static final Duration GRACE = Duration.ofSeconds(20);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Process process;
	private final Path record;

	private Watchdog(Process process, Path record) {
		this.process = process;
		this.record = record;
	}

	/**
	 * What is watched.
	 *
	 * @param cgroup the capsule's cgroup2 directory
	 * @param cutOff command that takes the capsule's address from the network; run a second after the deadline, when another node may
	 *               soon have the address; may be empty
	 */
	public record Ward(Path cgroup, List<String> cutOff) {

		public Ward {
			cutOff = List.copyOf(cutOff);
		}
	}

	/**
	 * Starts the watchdog of a capsule, in place of one that an agent before this one left.
	 *
	 * @param state         a directory of the agent's that survives its restart
	 * @param grace         see {@link #GRACE}
	 * @param deadlineNanos the first deadline by {@link System#nanoTime}; a past one freezes at once
	 * @throws ProblemException when there is no such process: the capsule must not run then
	 */
	public static Watchdog start(Ward ward, Path state, Duration grace, long deadlineNanos) throws ProblemException {
		Path cgroup = ward.cgroup();
		Path record = state.resolve(cgroup.getFileName() + ".watchdog");
		try {
			Files.createDirectories(state);
			Path script = install(state);
			endPredecessor(record);
			List<String> command = new ArrayList<>(List.of("setsid", "bash", script.toString(), cgroup.toString(), record.toString(),
					Long.toString(grace.toMillis()), Long.toString(onUptime(deadlineNanos))));
			command.addAll(ward.cutOff());
			Process process = new ProcessBuilder(command)
					.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
			write(record, process.pid() + " " + startTime(process.pid()).orElse("gone"));
			return new Watchdog(process, record);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("watchdog-not-started", "The watchdog of " + cgroup.getFileName() + " cannot start",
					"It needs the programs setsid and bash, and a state directory that can be written.",
					"Install util-linux and bash; check " + state + "."), e);
		}
	}

	/**
	 * The capsule may run until then.
	 *
	 * @param deadlineNanos by {@link System#nanoTime}; absolute, so that a pause of the JVM before or in this call cannot prolong it
	 * @throws ProblemException when the watchdog is gone: freeze the capsule, start a new one
	 */
	public synchronized void feed(long deadlineNanos) throws ProblemException {
		say(Long.toString(onUptime(deadlineNanos)));
	}

	public boolean isAlive() {
		return process.isAlive();
	}

	/** Ends the watchdog and leaves the capsule as it is. */
	@Override
	public synchronized void close() {
		try {
			if (process.isAlive()) {
				say("bye");
			}
			if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				process.destroyForcibly();
			}
			Files.deleteIfExists(record);
		} catch (ProblemException | IOException e) {
			LOG.log(Level.DEBUG, "the watchdog ended before it was told to", e);
			process.destroyForcibly();
		} catch (InterruptedException e) {
			process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	private void say(String line) throws ProblemException {
		try {
			// Lines are far below PIPE_BUF: the watchdog never reads half of one.
			process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
			process.getOutputStream().flush();
		} catch (IOException e) {
			throw new ProblemException(Problem.error("watchdog-dead", "The watchdog " + process.pid() + " is gone",
					"Something killed it.", "The agent starts another; look for what kills processes of the agent."), e);
		}
	}

	/** Uptime is read before the other clock: a pause in between makes the deadline earlier, never later. */
	private static long onUptime(long deadlineNanos) {
		long uptimeMillis = uptimeMillis();
		return Math.max(0, uptimeMillis + TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
	}

	private static long uptimeMillis() {
		try {
			String text = Files.readString(Path.of("/proc/uptime"));
			return Long.parseLong(text.substring(0, text.indexOf(' ')).replace(".", "")) * 10;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Beside and renamed: bash reads a running script bit by bit, and another capsule's watchdog runs the same file. */
	private static Path install(Path state) throws IOException {
		Path script = state.resolve("watchdog.sh");
		try (InputStream source = Watchdog.class.getResourceAsStream("watchdog.sh")) {
			write(script, new String(source.readAllBytes(), StandardCharsets.UTF_8));
		}
		return script;
	}

	private static void write(Path file, String text) throws IOException {
		Path beside = Files.createTempFile(file.getParent(), "watchdog", ".tmp");
		Files.writeString(beside, text);
		Files.move(beside, file, ATOMIC_MOVE);
	}

	private static void endPredecessor(Path record) throws IOException {
		if (!Files.exists(record)) {
			return;
		}
		String[] words = Files.readString(record).strip().split(" ");
		if (words.length != 2 || !startTime(Long.parseLong(words[0])).filter(words[1]::equals).isPresent()) {
			return;
		}
		long pid = Long.parseLong(words[0]);
		ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (startTime(pid).filter(words[1]::equals).isPresent()) {
			if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
				throw new IOException("the former watchdog " + pid + " does not end");
			}
			LockSupport.parkNanos(2_000_000);
		}
	}

	/**
	 * Field 22 of {@code /proc/PID/stat} (proc(5)), which tells a process from a later one with its id. Empty when it has ended: also
	 * for a zombie, which {@link ProcessHandle} calls alive, and whose parent (the dead agent's) may take its time.
	 */
	private static Optional<String> startTime(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
			return fields[0].matches("[ZX]") ? Optional.empty() : Optional.of(fields[19]);
		} catch (IOException _) {
			return Optional.empty();
		}
	}
}
