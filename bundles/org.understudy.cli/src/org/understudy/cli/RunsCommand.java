// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;
import java.util.Locale;

import org.understudy.admin.Operations;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import picocli.CommandLine.Command;

@Command(name = "runs", description = "List the latest runs, newest first.")
final class RunsCommand extends ClusterCommand {

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		ClusterSnapshot cluster = await(operations.cluster());
		console.table(cluster.runs(), List.of("RUN", "STATE", "STARTED", "TOOK", "VERDICT"),
				cluster.runs().stream().map(RunsCommand::row).toList());
		return ExitCode.OK;
	}

	private static List<String> row(Run run) {
		return List.of(run.id(), run.state().name().toLowerCase(Locale.ROOT), Times.text(run.started()), Times.text(run.took()), run.verdict());
	}
}
