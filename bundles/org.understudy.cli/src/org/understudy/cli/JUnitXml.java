// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunStep;
import org.understudy.model.Severity;

/** The form that every pipeline reads: one suite, a case for each thing that was tried. */
final class JUnitXml {

	enum Verdict {
		PASSED, FAILED, SKIPPED
	}

	/** One thing that was tried. */
	record Case(String group, String name, Duration took, Verdict verdict, String text) {
	}

	private JUnitXml() {
	}

	/** A run: its steps, and each finding that is an error. */
	static void write(Path file, Run run) throws ProblemException {
		List<Case> cases = new ArrayList<>();
		String group = run.kind().name().toLowerCase(Locale.ROOT);
		for (RunStep step : run.steps()) {
			cases.add(new Case(group, step.name(), step.took(), switch (step.state()) {
				case DONE -> Verdict.PASSED;
				case FAILED -> Verdict.FAILED;
				case PLANNED, RUNNING, SKIPPED, NOT_EXECUTED, COMPENSATED -> Verdict.SKIPPED;
			}, step.detail()));
		}
		run.findings().stream().filter(f -> f.severity() == Severity.ERROR)
				.forEach(f -> cases.add(new Case(group, f.code(), Duration.ZERO, Verdict.FAILED, f.summary())));
		write(file, run.id(), cases);
	}

	static void write(Path file, String suite, List<Case> cases) throws ProblemException {
		try {
			Files.writeString(file, render(suite, cases));
		} catch (IOException e) {
			throw new ProblemException(Problem.error("report-not-written", file + " could not be written.", String.valueOf(e.getMessage()), "Choose another file."), e);
		}
	}

	static String render(String suite, List<Case> cases) {
		double time = cases.stream().mapToDouble(c -> c.took().toMillis() / 1000.0).sum();
		StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
		xml.append(String.format(Locale.ROOT, "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"%.3f\">%n", escaped(suite), cases.size(),
				count(cases, Verdict.FAILED), count(cases, Verdict.SKIPPED), time));
		cases.forEach(c -> append(xml, suite, c));
		return xml.append("</testsuite>\n").toString();
	}

	private static long count(List<Case> cases, Verdict verdict) {
		return cases.stream().filter(c -> c.verdict() == verdict).count();
	}

	private static void append(StringBuilder xml, String suite, Case it) {
		xml.append(String.format(Locale.ROOT, "\t<testcase classname=\"%s.%s\" name=\"%s\" time=\"%.3f\">", escaped(suite), escaped(it.group()), escaped(it.name()),
				it.took().toMillis() / 1000.0));
		xml.append(switch (it.verdict()) {
			case PASSED -> "<system-out>" + escaped(it.text()) + "</system-out>";
			case FAILED -> "<failure message=\"" + escaped(it.text()) + "\"/>";
			case SKIPPED -> "<skipped message=\"" + escaped(it.text()) + "\"/>";
		}).append("</testcase>\n");
	}

	/** Characters that XML 1.0 forbids become a question mark. */
	private static String escaped(String text) {
		return text.replaceAll("[^\\x{9}\\x{A}\\x{D}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "?").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}
}
