// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.understudy.model.Problem;

/** Tells the story line by line with the time since its start, and remembers what did not hold. */
final class Narrator {

	private final PrintStream out;
	private final long began = System.nanoTime();
	private final List<String> failed = new ArrayList<>();

	Narrator(PrintStream out) {
		this.out = out;
	}

	void say(String text) {
		out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - began) / 1e9, text);
		out.flush();
	}

	/** Lines that belong to what was said last. */
	void show(String text) {
		text.lines().forEach(line -> out.println("          " + line));
		out.flush();
	}

	/** Tells whether a claim holds; one that does not makes the story fail. */
	void check(boolean holds, String claim) {
		say((holds ? "  ✓ " : "  ✗ ") + claim);
		if (!holds) {
			failed.add(claim);
		}
	}

	void problem(Problem problem) {
		say("  ! " + problem.summary());
		for (String line : List.of(problem.explanation(), problem.remedy(), problem.cause())) {
			if (!line.isEmpty()) {
				show(line);
			}
		}
	}

	boolean held() {
		return failed.isEmpty();
	}

	static String text(Duration duration) {
		return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
	}
}
