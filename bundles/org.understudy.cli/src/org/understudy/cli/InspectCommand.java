// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import org.understudy.admin.Operations;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "inspect", description = "Show what any process tree on the agent's host uses, without protecting it.")
final class InspectCommand extends ClusterCommand {

	@Parameters(paramLabel = "PID", description = "Root of the process tree, as the host numbers it.")
	private long pid;

	@Option(names = "--as", paramLabel = "FORM", description = "text, json, dot, svg or graphml; default: text.")
	private GraphForm form;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		console.line(GraphForm.of(form, console).render(await(operations.inspect(pid))));
		return ExitCode.OK;
	}
}
