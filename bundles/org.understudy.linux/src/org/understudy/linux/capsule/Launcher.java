// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Starts the command of a capsule whose files, network and cgroup exist. */
final class Launcher {

	private static final Duration SETUP = Duration.ofSeconds(5);
	/** A program that dies of its arguments or configuration does so within this time. */
	private static final Duration GRACE = Duration.ofMillis(250);
	private static final int TAIL = 2000;
	static final Map<String, String> DEFAULTS = Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
			"HOME", "/root", "LANG", "C.UTF-8");

	private final Capsule capsule;
	private final List<Path> groups;
	private final Path errors;

	/** @param groups cgroups to start in */
	Launcher(Capsule capsule, List<Path> groups) {
		this.capsule = capsule;
		this.groups = groups;
		this.errors = capsule.plan().home().resolve("start.err");
	}

	/**
	 * @return pid on the host of the first process
	 * @throws ProblemException {@code start-failed}: with what it said
	 */
	long start() throws ProblemException {
		long logged = capsule.log().toFile().length();
		Process outer = launch();
		boolean started = false;
		try {
			long rootPid = await(outer, logged);
			started = true;
			return rootPid;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new ProblemException(Problem.error("interrupted", "Starting the capsule was interrupted.", "", ""), e);
		} finally {
			if (!started) {
				kill(outer);
			}
		}
	}

	private long await(Process outer, long logged) throws InterruptedException, ProblemException {
		if (!awaitReady(outer)) {
			throw failed("The capsule could not be set up.", tail(errors, 0));
		}
		long rootPid = outer.children().findFirst().map(ProcessHandle::pid).orElse(0L);
		if (outer.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS) || rootPid == 0) {
			throw failed("'%s' ended at once with code %d.".formatted(capsule.plan().command().getFirst(), outer.waitFor()),
					tail(capsule.log(), logged));
		}
		return rootPid;
	}

	/** The first process may not have reached the cgroup yet, by which the capsule is killed otherwise. */
	private static void kill(Process outer) {
		List<ProcessHandle> inner = outer.descendants().toList();
		outer.destroyForcibly();
		inner.forEach(ProcessHandle::destroyForcibly);
	}

	/** The process that is returned waits for the first one of the capsule, reaps it, and belongs to no terminal. */
	private Process launch() throws ProblemException {
		ProcessBuilder builder = new ProcessBuilder(commandLine()).redirectError(errors.toFile())
				.redirectInput(Path.of("/dev/null").toFile()).directory(Path.of("/").toFile());
		builder.environment().clear();
		builder.environment().putAll(DEFAULTS);
		try {
			return builder.start();
		} catch (IOException e) {
			throw new ProblemException(failed("The capsule could not be set up.", "").problem(), e);
		}
	}

	private List<String> commandLine() throws ProblemException {
		CapsulePlan plan = capsule.plan();
		List<String> line = new ArrayList<>(List.of("setsid", "nsenter", "--net=" + capsule.netns(), "unshare", "--pid", "--mount", "--ipc",
				"--uts", "--fork", "--propagation", "private", "--", "bash", "-c", Script.INIT.text(), "init.sh"));
		line.addAll(List.of(String.join(" ", groups.stream().map(Path::toString).toList()), capsule.root().toString(), capsule.dev().toString(), plan.application().value(),
				CapsuleLayout.logInside(plan), plan.workingDirectory()));
		Map<String, String> environment = new TreeMap<>(DEFAULTS);
		environment.putAll(Account.of(plan.settings().user()).environment());
		environment.putAll(plan.environment());
		environment.forEach((name, value) -> line.add(name + "=" + value));
		line.addAll(InitProgram.prefix());
		line.addAll(Account.prefix(plan.settings()));
		// searches the path, which the first process does not
		line.add("/usr/bin/env");
		line.addAll(plan.command());
		return line;
	}

	private static boolean awaitReady(Process outer) throws InterruptedException {
		InputStream out = outer.getInputStream();
		FutureTask<byte[]> ready = new FutureTask<>(() -> out.readNBytes("ready\n".length()));
		Thread.ofVirtual().start(ready);
		try {
			return new String(ready.get(SETUP.toMillis(), TimeUnit.MILLISECONDS), StandardCharsets.UTF_8).equals("ready\n");
		} catch (TimeoutException | ExecutionException _) {
			return false;
		}
	}

	private static ProblemException failed(String summary, String said) {
		return Problem.error("start-failed", summary, said, "Correct the command, its configuration or its environment, and try again.")
				.causedBy(said).exception();
	}

	private static String tail(Path file, long from) {
		if (!Files.exists(file)) {
			return "";
		}
		try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
			long start = Math.max(from, reader.length() - TAIL);
			reader.seek(start);
			byte[] bytes = new byte[(int) (reader.length() - start)];
			reader.readFully(bytes);
			return new String(bytes, StandardCharsets.UTF_8).strip();
		} catch (IOException e) {
			return "(its output cannot be read: %s)".formatted(e.getMessage());
		}
	}
}
