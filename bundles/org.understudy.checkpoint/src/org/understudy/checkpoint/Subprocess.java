// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the system, with a deadline. Its output goes to a file: a full pipe can never stop it, nor a child that keeps it. */
final class Subprocess {

	private Subprocess() {
	}

	/** How it ended; {@code exit} is -1 when it overran its deadline and was killed. */
	record Result(int exit, String output) {
		boolean ok() {
			return exit == 0;
		}
	}

	static ProcessBuilder builder(List<String> command, Path output) {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
				.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
		// output is parsed, and names with other bytes than ASCII must pass unharmed
		builder.environment().put("LC_ALL", "C.UTF-8");
		return builder;
	}

	/** Starts one that the kernel's out-of-memory killer spares, where this process may ask for that: its death could be another's. */
	static Process spared(List<String> command, Path output) throws IOException {
		Process process = builder(command, output).start();
		try {
			Files.writeString(Path.of("/proc", Long.toString(process.pid()), "oom_score_adj"), "-1000");
		} catch (IOException e) {
			System.getLogger(Subprocess.class.getName()).log(System.Logger.Level.TRACE, "not spared: needs CAP_SYS_RESOURCE", e);
		}
		return process;
	}

	/** Runs it to its end. */
	static Result run(List<String> command, Duration deadline) throws IOException {
		return run(command, Path.of("/"), deadline);
	}

	static Result run(List<String> command, Path directory, Duration deadline) throws IOException {
		Path output = Files.createTempFile("understudy-", ".out");
		try {
			Process process = builder(command, output).directory(directory.toFile()).start();
			int exit = await(process, deadline);
			return new Result(exit, new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
		} finally {
			Files.deleteIfExists(output);
		}
	}

	/** Runs it and insists on its success. */
	static void require(List<String> command, Path directory, Duration deadline) throws IOException {
		Result result = run(command, directory, deadline);
		if (!result.ok()) {
			throw new IOException(command.getFirst() + " ended with " + result.exit() + ": " + result.output().strip());
		}
	}

	/** Waits for its end; kills it and its children at the deadline or when interrupted. */
	static int await(Process process, Duration deadline) throws IOException {
		try {
			if (process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
				return process.exitValue();
			}
			kill(process);
			return -1;
		} catch (InterruptedException e) {
			kill(process);
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", e);
		}
	}

	static void kill(Process process) {
		List<ProcessHandle> all = process.descendants().toList();
		process.destroyForcibly();
		all.forEach(ProcessHandle::destroyForcibly);
	}

	/**
	 * Kills what a program that died had forked: it has another parent now, perhaps stands still for ever, and is known by an argument, a
	 * directory that only that program was given.
	 */
	static void killAllOf(Path directory) {
		String own = directory.toString();
		ProcessHandle.allProcesses().filter(p -> List.of(p.info().arguments().orElse(new String[0])).contains(own))
				.forEach(ProcessHandle::destroyForcibly);
	}
}
