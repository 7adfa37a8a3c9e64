// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * A short external command: no standard input, output captured, killed at its deadline or when the calling thread is interrupted.
 *
 * @param line    program and arguments
 * @param timeout from the start of the program to the end of its output
 */
public record Command(List<String> line, Duration timeout) {

	private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

	/** How it ended: exit code (0 to 255), standard output and error together. */
	public record Result(int exitCode, String output) {

		public boolean succeeded() {
			return exitCode == 0;
		}
	}

	public Command {
		line = List.copyOf(line);
	}

	public static Command of(String... line) {
		return new Command(List.of(line), DEFAULT_TIMEOUT);
	}

	/** The same command started by another one: {@code nsenter --net=FILE}. */
	public Command after(List<String> prefix) {
		List<String> all = new ArrayList<>(prefix);
		all.addAll(line);
		return new Command(all, timeout);
	}

	/**
	 * Runs it and expects success.
	 *
	 * @return standard output and error
	 * @throws ProblemException {@code command-failed}, {@code command-timeout}, {@code command-missing}, {@code interrupted}
	 */
	public String run() throws ProblemException {
		Result result = tryRun();
		if (result.succeeded()) {
			return result.output();
		}
		throw Problem.error("command-failed", "'%s' ended with code %d.".formatted(text(), result.exitCode()), result.output().strip(), "")
				.causedBy(text() + ": " + result.output().strip()).exception();
	}

	/**
	 * Runs it to its end, good or bad.
	 *
	 * @throws ProblemException {@code command-timeout}, {@code command-missing}, {@code interrupted}
	 */
	public Result tryRun() throws ProblemException {
		Process process = start();
		try {
			Future<String> output = read(process.getInputStream());
			String text = output.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
			return new Result(process.waitFor(), text);
		} catch (TimeoutException e) {
			throw new ProblemException(Problem.error("command-timeout",
					"'%s' did not end within %d ms and was killed.".formatted(text(), timeout.toMillis()), "",
					"Look whether this host is overloaded, and try again."), e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new ProblemException(Problem.error("interrupted", "'%s' was interrupted and killed.".formatted(text()), "", ""), e);
		} catch (ExecutionException e) {
			throw new ProblemException(Problem.error("command-failed", "The output of '%s' cannot be read.".formatted(text()), "", ""),
					e.getCause());
		} finally {
			end(process);
		}
	}

	/** With what it started: a shell's children would go on after it. */
	private static void end(Process process) {
		if (process.isAlive()) {
			List<ProcessHandle> inner = process.descendants().toList();
			process.destroyForcibly();
			inner.forEach(ProcessHandle::destroyForcibly);
		}
	}

	private Process start() throws ProblemException {
		try {
			Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
			process.getOutputStream().close();
			return process;
		} catch (IOException e) {
			throw new ProblemException(Problem.error("command-missing", "'%s' cannot be started.".formatted(line.getFirst()), "",
					"Install the package that contains '%s'.".formatted(line.getFirst())), e);
		}
	}

	/** On a thread of its own: a read from a pipe does not end when its reader is interrupted, only when the process does. */
	private static Future<String> read(InputStream stream) {
		FutureTask<String> task = new FutureTask<>(() -> new String(stream.readAllBytes(), StandardCharsets.UTF_8));
		Thread.ofVirtual().start(task);
		return task;
	}

	private String text() {
		return String.join(" ", line);
	}
}
