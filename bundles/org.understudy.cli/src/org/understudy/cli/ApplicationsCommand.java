// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.understudy.admin.Operations;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import org.understudy.model.ReplicaStatus;
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
		return List.of(it.name().value(), state(it), it.primary().value(), it.term().toString(), secondaries(it),
				it.spec().address(), it.committed().isNone() ? "-" : it.committed().toString(), Times.text(it.committedAt()),
				it.coverage().percent() + " %");
	}

	private static String state(ApplicationStatus it) {
		String word = it.state().name().toLowerCase(Locale.ROOT);
		return it.state() == ApplicationState.UNPROTECTED && !it.unprotectedSince().equals(Instant.EPOCH) ? word + " since " + Times.text(it.unprotectedSince()) : word;
	}

	/** Who keeps it and how far behind each is; before that is known, who is named. */
	private static String secondaries(ApplicationStatus it) {
		if (it.replicas().isEmpty()) {
			return it.spec().secondaries().stream().map(NodeName::value).collect(Collectors.joining(","));
		}
		return it.replicas().stream().map(ApplicationsCommand::replica).collect(Collectors.joining(", "));
	}

	private static String replica(ReplicaStatus it) {
		return it.node() + switch (it.state()) {
			case IN_STEP -> "";
			case CATCHING_UP -> it.held().isNone() ? " (nothing yet)" : " (" + it.behind() + " behind)";
			case ABSENT -> " (away)";
			case FAILING -> " (" + it.problems().getFirst().code() + ")";
		};
	}
}
