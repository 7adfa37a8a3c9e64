// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.io.PrintStream;
import java.util.List;

import org.understudy.admin.JsonText;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** The two streams of a command: results on one, problems on the other; as JSON both are nothing but JSON. */
public record Console(PrintStream out, PrintStream err, boolean json) {

	public void line(String text) {
		out.println(text);
	}

	/** {@code value} for scripts or {@code text} for people. */
	public void show(Object value, String text) {
		out.println(json ? JsonText.of(value) : text);
	}

	public void table(Object value, List<String> headings, List<List<String>> rows) {
		show(value, json ? "" : Table.render(headings, rows));
	}

	/** What went wrong, why, and what to do. */
	public void problem(Problem problem) {
		if (json) {
			err.println(JsonText.of(problem));
			return;
		}
		err.println("error: " + problem.summary());
		label("why:   ", problem.explanation());
		label("do:    ", problem.remedy());
	}

	/** With the technical origin too. */
	public void debug(ProblemException failure) {
		label("cause: ", failure.problem().cause());
		for (Throwable t = failure; t != null; t = t.getCause()) {
			err.println(t);
			for (StackTraceElement element : t.getStackTrace()) {
				err.println("    at " + element);
			}
		}
	}

	private void label(String label, String text) {
		if (!text.isEmpty()) {
			err.println(label + text);
		}
	}
}
