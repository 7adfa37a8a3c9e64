// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.understudy.admin.Operations;
import org.understudy.model.ApplicationName;
import org.understudy.model.NodeInfo;
import org.understudy.model.NodeName;
import org.understudy.model.NodeState;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.ScrubReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "scrub", description = "Read all that is kept of an application's epochs again, and set aside what is damaged.")
final class ScrubCommand extends ClusterCommand {

	@Parameters(index = "0", paramLabel = "NAME", description = "The application's name.")
	private String name;

	@Option(names = "--on", split = ",", paramLabel = "NODE", description = "Only there; else on every node that is alive.")
	private List<String> nodes = List.of();

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		ApplicationName application = Words.checked(name, ApplicationName::new);
		List<ScrubReport> reports = new ArrayList<>();
		for (NodeName node : targets(operations)) {
			reports.add(await(operations.scrub(application, node)));
		}
		console.table(reports, List.of("NODE", "READ", "EPOCHS", "DAMAGED"), reports.stream().map(ScrubCommand::row).toList());
		return reports.stream().allMatch(r -> r.findings().isEmpty()) ? ExitCode.OK : ExitCode.FINDING;
	}

	private List<NodeName> targets(Operations operations) throws ProblemException {
		List<NodeName> named = new ArrayList<>();
		for (String node : nodes) {
			named.add(Words.node(node));
		}
		return !named.isEmpty() ? named : await(operations.cluster()).nodes().stream()
				.filter(n -> !n.config().witness() && n.state() == NodeState.ALIVE).map(NodeInfo::name).toList();
	}

	private static List<String> row(ScrubReport report) {
		String damaged = report.findings().stream().map(Problem::summary).collect(Collectors.joining("; "));
		return List.of(report.node().value(), report.read().toString(), Integer.toString(report.epochs()), damaged.isEmpty() ? "-" : damaged);
	}
}
