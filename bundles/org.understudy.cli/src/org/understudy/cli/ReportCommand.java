// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.nio.file.Path;
import java.util.Map;

import org.understudy.admin.Operations;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "report", description = "Write the report of a run.")
final class ReportCommand extends ClusterCommand {

	@Parameters(paramLabel = "RUN", description = "The run, as 'understudy runs' names it.")
	private String run;

	@Option(names = "--format", defaultValue = "html", paramLabel = "html|json", description = "Default: ${DEFAULT-VALUE}.")
	private String format;

	@Option(names = "--output", paramLabel = "FILE", description = "File or directory; '-' for standard output; default: this directory.")
	private String output;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		if (!format.equals("html") && !format.equals("json")) {
			throw Problem.error("usage", "'" + format + "' is not a format of reports.", "", "Use html or json.").exception();
		}
		if ("-".equals(output)) {
			console.line(await(operations.report(run, format)).content());
			return ExitCode.OK;
		}
		Path file = await(operations.export(run, format, Path.of(output == null ? "." : output)));
		console.show(Map.of("file", file.toString()), file.toString());
		return ExitCode.OK;
	}
}
