// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import org.understudy.admin.Operations;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", description = "Show one run; exit code 1 when it did not succeed.")
final class RunCommand extends ClusterCommand {

	@Parameters(paramLabel = "ID", description = "The run, as 'understudy runs' names it.")
	private String id;

	@Option(names = "--cancel", description = "Ask it to stop at its next safe point.")
	private boolean cancel;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		Run run = await(cancel ? operations.cancel(id) : operations.run(id));
		console.show(run, RunProgress.describe(run));
		return cancel ? ExitCode.OK : ExitCode.of(run);
	}
}
