// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.understudy.admin.Operations;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;

@Command(name = "apps", description = "List the protected applications.")
final class ApplicationsCommand extends ClusterCommand {

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		ClusterSnapshot cluster = await(operations.cluster());
		console.table(cluster.applications(),
				List.of("APPLICATION", "STATE", "PRIMARY", "TERM", "SECONDARIES", "ADDRESS", "EPOCH", "OF", "COVERAGE"),
				cluster.applications().stream().map(ApplicationsCommand::row).toList());
		return ExitCode.OK;
	}

	private static List<String> row(ApplicationStatus it) {
		String secondaries = it.spec().secondaries().stream().map(NodeName::value).collect(Collectors.joining(","));
		return List.of(it.name().value(), it.state().name().toLowerCase(Locale.ROOT), it.primary().value(), it.term().toString(), secondaries,
				it.spec().address(), it.committed().isNone() ? "-" : it.committed().toString(), Times.text(it.committedAt()),
				it.coverage().percent() + " %");
	}
}
