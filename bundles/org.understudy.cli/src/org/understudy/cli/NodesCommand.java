// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.understudy.admin.Operations;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.NodeInfo;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;

@Command(name = "nodes", description = "List the cluster's nodes.")
final class NodesCommand extends ClusterCommand {

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		ClusterSnapshot cluster = await(operations.cluster());
		console.table(cluster.nodes(), List.of("NODE", "ADDRESS", "ROLE", "STATE", "VERSION", "PROBLEMS"),
				cluster.nodes().stream().map(NodesCommand::row).toList());
		return ExitCode.OK;
	}

	private static List<String> row(NodeInfo node) {
		String address = node.config().address() + ":" + node.config().ports().administration();
		String problems = node.problems().stream().map(Problem::summary).collect(Collectors.joining(" "));
		return List.of(node.name().value(), address, node.config().witness() ? "witness" : "node",
				node.state().name().toLowerCase(Locale.ROOT), node.version().isEmpty() ? "-" : node.version(), problems.isEmpty() ? "-" : problems);
	}
}
