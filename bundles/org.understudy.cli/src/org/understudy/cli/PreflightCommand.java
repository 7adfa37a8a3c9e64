// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;
import java.util.Locale;

import org.understudy.admin.Operations;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Severity;
import org.understudy.model.preflight.Preflight;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "preflight", description = "Tell beforehand what would keep an application from continuing on its secondaries.",
		footer = { "", "Ends with code 1 when something would." })
final class PreflightCommand extends ClusterCommand {

	@Parameters(paramLabel = "APP", description = "A protected application.")
	private String application;

	@Option(names = "--on", paramLabel = "NODE", description = "Only there; default: all nodes that keep or would keep its replica.")
	private String node;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		List<Preflight> found = await(operations.preflight(Words.application(application), node == null ? "" : Words.node(node).value()));
		console.show(found, text(found));
		return found.stream().anyMatch(p -> p.worst() == Severity.ERROR) ? ExitCode.FINDING : ExitCode.OK;
	}

	private static String text(List<Preflight> found) {
		StringBuilder out = new StringBuilder();
		for (Preflight preflight : found) {
			out.append(preflight.application()).append(" on ").append(preflight.node()).append('\n');
			preflight.findings().forEach(f -> finding(out, f));
		}
		return out.isEmpty() ? "There is no node that could keep a replica." : out.toString().stripTrailing();
	}

	private static void finding(StringBuilder out, Problem finding) {
		out.append("  %-8s %s\n".formatted(finding.severity().name().toLowerCase(Locale.ROOT), finding.summary()));
		if (!finding.explanation().isEmpty()) {
			out.append(" ".repeat(11)).append("why: ").append(finding.explanation()).append('\n');
		}
		if (!finding.remedy().isEmpty()) {
			out.append(" ".repeat(11)).append("do:  ").append(finding.remedy()).append('\n');
		}
	}
}
