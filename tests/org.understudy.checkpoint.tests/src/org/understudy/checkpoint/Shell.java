// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

/** Commands of the system for tests. */
final class Shell {

	private Shell() {
	}

	/** Runs a script with arguments {@code $1…}; gives its output; fails with it. */
	static String run(String script, Object... arguments) throws IOException {
		Subprocess.Result result = attempt(script, arguments);
		if (!result.ok()) {
			throw new IOException(script + " ended with " + result.exit() + ": " + result.output());
		}
		return result.output().strip();
	}

	static Subprocess.Result attempt(String script, Object... arguments) throws IOException {
		List<String> command = new java.util.ArrayList<>(List.of("bash", "-ec", script, "test"));
		for (Object argument : arguments) {
			command.add(argument.toString());
		}
		return Subprocess.run(command, Duration.ofSeconds(30));
	}

	static boolean isRoot() throws IOException {
		return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
	}

	static void assumeRoot() throws IOException {
		Assumptions.assumeTrue(isRoot(), "needs root: devices, owners and trusted attributes");
	}

	static void assumeProgram(String name) throws IOException {
		Assumptions.assumeTrue(attempt("command -v \"$1\"", name).ok(), "needs " + name);
	}
}
