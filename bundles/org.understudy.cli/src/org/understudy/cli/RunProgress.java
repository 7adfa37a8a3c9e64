// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.understudy.model.Problem;
import org.understudy.model.Run;
import org.understudy.model.RunStep;

/** Writes a run step by step while it happens; with JSON only its end. */
final class RunProgress {

	private final Console console;
	private final Map<Integer, RunStep.State> shown = new HashMap<>();

	RunProgress(Console console) {
		this.console = console;
	}

	void accept(Run run) {
		if (console.json()) {
			return;
		}
		if (shown.isEmpty()) {
			console.line("Run " + run.id() + " on " + run.node());
		}
		for (int i = 0; i < run.steps().size(); i++) {
			RunStep step = run.steps().get(i);
			RunStep.State before = shown.put(i, step.state());
			if (before != step.state() && step.state() != RunStep.State.PLANNED) {
				console.line(line(run, step));
			}
		}
	}

	private static String line(Run run, RunStep step) {
		boolean commits = step.name().equals(run.commitPoint()) && step.state() == RunStep.State.RUNNING;
		return line(step) + (commits ? "  (commit point: from here on nothing is taken back)" : "");
	}

	private static String line(RunStep step) {
		String took = step.took().isZero() ? "" : "  " + Times.text(step.took());
		String detail = step.detail().isEmpty() ? "" : "  " + step.detail();
		return "  %-12s  %s%s%s".formatted(step.state().name().toLowerCase(Locale.ROOT).replace('_', ' '), step.name(), took, detail);
	}

	void end(Run run) {
		console.show(run, console.json() ? "" : verdict(run));
	}

	private static String verdict(Run run) {
		StringBuilder text = new StringBuilder(run.state().name().toLowerCase(Locale.ROOT)).append(": ")
				.append(run.verdict().isEmpty() ? "no verdict" : run.verdict());
		for (Problem finding : run.findings()) {
			text.append("\n  ").append(finding.severity().name().toLowerCase(Locale.ROOT)).append(": ").append(finding.summary());
			if (!finding.remedy().isEmpty()) {
				text.append("\n      do: ").append(finding.remedy());
			}
		}
		return text.toString();
	}

	/** All of a run at once. */
	static String describe(Run run) {
		StringBuilder text = new StringBuilder("%s  %s of %s on %s, ordered by %s: %s%n".formatted(run.id(),
				run.kind().name().toLowerCase(Locale.ROOT), run.application(), run.node(), run.authority().actor(), run.authority().reason()));
		run.steps().forEach(step -> text.append(line(step)).append(step.name().equals(run.commitPoint()) ? "  (commit point)" : "").append('\n'));
		run.milestones().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(m -> text.append("  %-16s  %s%n"
				.formatted(m.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '), m.getValue())));
		return text + verdict(run);
	}
}
