// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.understudy.admin.Operations;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.EpochRecord;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "epochs", description = "List an application's newest epochs and what each cost.")
final class EpochsCommand extends ClusterCommand {

	@Parameters(paramLabel = "APP", description = "The application.")
	private String name;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		ApplicationStatus application = Lookup.application(await(operations.cluster()), name);
		console.table(application.epochs(), List.of("EPOCH", "OF", "STATE", "PAUSE", "COMMITTED IN", "IMAGE", "FILES", "SENT", "HELD BY"),
				application.epochs().stream().map(EpochsCommand::row).toList());
		return ExitCode.OK;
	}

	private static List<String> row(EpochRecord it) {
		boolean committed = it.state() == EpochRecord.State.COMMITTED;
		String holders = it.holders().stream().map(NodeName::value).collect(Collectors.joining(","));
		return List.of(it.epoch().toString(), Times.text(it.capturedAt()), it.state().name().toLowerCase(Locale.ROOT), Times.fine(it.anatomy().pause()),
				committed ? Times.fine(EpochCommand.whole(it)) : "-", it.image().toString(), it.files().toString(), it.sent().toString(),
				it.why().isEmpty() ? holders : it.why());
	}
}
