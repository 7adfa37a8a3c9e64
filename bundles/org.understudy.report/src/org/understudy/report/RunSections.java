// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.understudy.model.ApplicationSpec;
import org.understudy.model.HealthCheck;
import org.understudy.model.Milestone;
import org.understudy.model.NodeConfig;
import org.understudy.model.Problem;
import org.understudy.model.Run;
import org.understudy.model.RunReport;
import org.understudy.model.RunStep;

/** What was done: scope, timeline, steps executed and not, checks, findings. */
final class RunSections {

	private static final Set<RunStep.State> EXECUTED = EnumSet.of(RunStep.State.RUNNING, RunStep.State.DONE, RunStep.State.FAILED,
			RunStep.State.COMPENSATED);

	private final Markup page;
	private final Table table;

	RunSections(Markup page) {
		this.page = page;
		this.table = new Table(page);
	}

	void write(RunReport report) {
		scope(report);
		timeline(report.run());
		steps(report.run());
		checks(report.checks());
		findings(report.run().findings());
	}

	private void scope(RunReport report) {
		ApplicationSpec spec = report.spec();
		Table.section(page, "scope", "Scope").open("dl", "class", "facts");
		HtmlReport.fact(page, "Application", spec.name().value());
		HtmlReport.fact(page, "Command", String.join(" ", spec.command()));
		HtmlReport.fact(page, "Address", spec.address());
		HtmlReport.fact(page, "Mode and period", "%s, every %s".formatted(Words.of(spec.mode()), Words.of(spec.period())));
		HtmlReport.fact(page, "Health check", check(spec.check()));
		HtmlReport.fact(page, "Led by", report.run().node().value());
		HtmlReport.fact(page, "Commit point", report.run().commitPoint().isEmpty() ? "none: all of it is taken back" : report.run().commitPoint());
		HtmlReport.fact(page, "Epoch used", report.run().epoch().isNone() ? "none" : report.run().epoch().toString());
		page.close();
		page.leaf("h3", "Nodes of cluster " + report.cluster().name());
		table.write(List.of("Node", "Address", "Part"), report.cluster().nodes().stream().map(n -> node(n, report)).toList(),
				"The cluster's configuration was not recorded.");
		page.close().line();
	}

	private static List<String> node(NodeConfig node, RunReport report) {
		String part = node.witness() ? "witness" : report.spec().secondaries().contains(node.name()) ? "keeps a replica" : "may run it";
		return List.of(node.name().value(), node.address(), part);
	}

	private static String check(HealthCheck check) {
		if (check.isNone()) {
			return "none";
		}
		String answer = check.expect().isEmpty() ? "" : ", answer contains “" + check.expect().strip() + "”";
		return "TCP port " + check.port() + answer;
	}

	private void timeline(Run run) {
		Instant zero = run.milestone(Milestone.FAULT).orElse(run.started());
		Table.section(page, "timeline", "Timeline");
		List<List<String>> rows = new ArrayList<>();
		for (Milestone milestone : Milestone.values()) {
			rows.add(run.milestone(milestone).map(at -> List.of(Words.of(milestone), Words.of(at), relative(zero, at)))
					.orElse(List.of(Words.of(milestone), "not known", "–")));
		}
		table.write(List.of("Moment", "At", "Since " + (run.milestone(Milestone.FAULT).isPresent() ? "the fault" : "the order")), rows, "");
		page.close().line();
	}

	private static String relative(Instant zero, Instant at) {
		Duration since = Duration.between(zero, at);
		return since.isNegative() ? Words.of(since) : "+" + Words.of(since);
	}

	private void steps(Run run) {
		var byDone = run.steps().stream().collect(Collectors.partitioningBy(s -> EXECUTED.contains(s.state())));
		Table.section(page, "steps", "Steps executed");
		table.write(List.of("Step", "Result", "Began", "Took", "Detail"), byDone.get(true).stream().map(RunSections::executed).toList(),
				"No step was executed.");
		page.close().line();
		Table.section(page, "steps-not-executed", "Steps not executed");
		table.write(List.of("Step", "State", "Why"), byDone.get(false).stream().map(RunSections::notExecuted).toList(),
				"Every step was executed.");
		page.close().line();
	}

	private static List<String> executed(RunStep step) {
		return List.of(step.name(), Words.of(step.state()), Words.of(step.started()), Words.of(step.took()), Words.orDash(step.detail()));
	}

	private static List<String> notExecuted(RunStep step) {
		return List.of(step.name(), Words.of(step.state()), Words.orDash(step.detail()));
	}

	private void checks(List<RunReport.Check> checks) {
		Table.section(page, "checks", "Verification, isolation and clean-up");
		table.write(List.of("Check", "Group", "Expected", "Found", "Result"), checks.stream().map(RunSections::check).toList(),
				"Nothing was verified.");
		page.close().line();
	}

	private static List<String> check(RunReport.Check check) {
		return List.of(check.name(), check.group(), check.expected(), check.actual(), check.passed() ? "✓ passed" : "✗ failed");
	}

	private void findings(List<Problem> findings) {
		Table.section(page, "findings", "Findings");
		table.write(List.of("Finding", "Severity", "Why", "What to do", "Code"), findings.stream().map(RunSections::finding).toList(),
				"Nothing was found.");
		page.close().line();
	}

	private static List<String> finding(Problem problem) {
		String why = problem.cause().isEmpty() ? problem.explanation() : (problem.explanation() + " (" + problem.cause() + ")").strip();
		return List.of(problem.summary(), Words.of(problem.severity()), Words.orDash(why), Words.orDash(problem.remedy()), problem.code());
	}
}
