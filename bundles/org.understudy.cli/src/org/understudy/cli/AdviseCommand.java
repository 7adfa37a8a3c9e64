// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;

import org.understudy.admin.Operations;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.PeriodAdvice;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "advise", description = "Say which period an application's epochs should have, and what others would cost.")
final class AdviseCommand extends ClusterCommand {

	@Parameters(paramLabel = "APP", description = "The application.")
	private String name;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		ApplicationStatus application = Lookup.application(await(operations.cluster()), name);
		PeriodAdvice advice = application.advice();
		console.show(advice, name + ": " + advice.reason() + "\nlearnt from " + advice.samples() + " epochs");
		if (!console.json() && !advice.curve().isEmpty()) {
			console.line("");
			console.line(Table.render(List.of("PERIOD", "DATA AT RISK", "STANDS STILL", "PROCESSOR", "SENT/S"),
					advice.curve().stream().map(AdviseCommand::row).toList()));
		}
		return ExitCode.OK;
	}

	private static List<String> row(PeriodAdvice.Point it) {
		return List.of(Times.fine(it.period()), Times.fine(it.rpo()), PeriodAdvice.percent(it.pausePermille()),
				PeriodAdvice.percent(it.cpuPermille()), it.bytesPerSecond().toString());
	}
}
