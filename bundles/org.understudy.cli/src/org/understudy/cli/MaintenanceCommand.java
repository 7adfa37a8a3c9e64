// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.Map;

import org.understudy.admin.Operations;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "maintenance", description = "Let no node move or restart an application by itself, or let them again.")
final class MaintenanceCommand extends ClusterCommand {

	/** What is asked. */
	enum Turn {
		ON, OFF
	}

	@Parameters(index = "0", paramLabel = "APP", description = "A protected application.")
	private String application;

	@Parameters(index = "1", paramLabel = "on|off", description = "Begin or end.")
	private Turn turn;

	@Option(names = "--reason", paramLabel = "TEXT", description = "Why; goes into the journal. Mandatory.")
	private String reason;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		await(operations.maintenance(Words.application(application), turn == Turn.ON, reason));
		console.show(Map.of("application", application, "maintenance", turn == Turn.ON), turn == Turn.ON
				? application + " is left alone: nothing moves or restarts it by itself." : application + " is looked after again.");
		return ExitCode.OK;
	}
}
