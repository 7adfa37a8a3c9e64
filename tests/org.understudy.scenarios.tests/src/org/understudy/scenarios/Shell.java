// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Programs and files of this machine. */
final class Shell {

	/** How a program ended. */
	record Result(int code, String output) {
	}

	private Shell() {
	}

	static String run(String... command) {
		Result result = attempt(command);
		if (result.code() != 0) {
			throw new IllegalStateException(String.join(" ", command) + " ended with " + result.code() + ": " + result.output());
		}
		return result.output();
	}

	static Result attempt(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile()).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			process.waitFor(1, TimeUnit.MINUTES);
			return new Result(process.exitValue(), output);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted", e);
		}
	}

	/** Empty when it cannot be read: what vanishes between two looks is normal. */
	static String text(Path file) {
		try {
			return Files.readString(file);
		} catch (IOException _) {
			return "";
		}
	}

	static List<Long> numbers(Path file) {
		return text(file).lines().filter(l -> l.matches("\\d+")).map(Long::valueOf).toList();
	}

	/** Whether it became true in time. */
	static boolean await(Duration time, BooleanSupplier condition) {
		long end = System.nanoTime() + time.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - end > 0) {
				return false;
			}
			pause(Duration.ofMillis(20));
		}
		return true;
	}

	static void pause(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		while (System.nanoTime() - end < 0) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}
}
