// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Runs the host's own programs, each with a deadline. */
final class Tool {

	private static final Duration DEADLINE = Duration.ofSeconds(20);

	private Tool() {
	}

	/** What a program said, both streams together, and how it ended. */
	record Output(int exit, String text) {

		boolean ok() {
			return exit == 0;
		}
	}

	/** Runs it to its end; a failure is a problem {@code demo-command-failed}. */
	static String run(String... command) throws ProblemException {
		Output output = attempt(DEADLINE, command);
		if (!output.ok()) {
			throw failed(command, "exit " + output.exit() + ": " + output.text().strip()).exception();
		}
		return output.text();
	}

	/** Runs it to its end, however it ends. */
	static Output attempt(Duration deadline, String... command) throws ProblemException {
		Process process = null;
		try {
			process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(Host.NOTHING)).start();
			Process started = process;
			StringBuilder text = new StringBuilder();
			Thread reader = Thread.ofVirtual().start(() -> read(started, text));
			if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
				throw failed(command, "no end within " + deadline.toSeconds() + " s").exception();
			}
			reader.join(deadline);
			return new Output(process.exitValue(), text.toString());
		} catch (IOException e) {
			throw new ProblemException(failed(command, e.toString()), e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new ProblemException(failed(command, "interrupted"), e);
		} finally {
			if (process != null) {
				process.destroyForcibly();
			}
		}
	}

	private static void read(Process process, StringBuilder text) {
		try {
			text.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		} catch (IOException e) {
			text.append(e);
		}
	}

	private static Problem failed(String[] command, String how) {
		return Problem.error("demo-command-failed", "A command of the demo failed: " + String.join(" ", List.of(command).subList(0,
				Math.min(4, command.length))) + ".", how, "Run it by hand to see more.").causedBy(Arrays.toString(command) + ": " + how);
	}
}
