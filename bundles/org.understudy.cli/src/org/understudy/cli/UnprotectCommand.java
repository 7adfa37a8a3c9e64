// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import org.understudy.admin.Operations;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "unprotect", description = "Stop an application and forget its replicas.")
final class UnprotectCommand extends ClusterCommand {

	@Parameters(paramLabel = "APP", description = "A protected application.")
	private String application;

	@Option(names = "--reason", paramLabel = "TEXT", description = "Why; goes into the journal. Mandatory.")
	private String reason;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		await(operations.unprotect(Words.application(application), reason));
		console.show(java.util.Map.of("unprotected", application), application + " is stopped and no longer protected.");
		return ExitCode.OK;
	}
}
