// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;
import java.util.Locale;

import org.understudy.admin.Operations;
import org.understudy.model.LossOutlook;
import org.understudy.model.LossOutlook.Fate;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Questions that change nothing. */
@Command(name = "what-if", description = "Tell what would happen; nothing does.", subcommands = WhatIfCommand.Lose.class)
final class WhatIfCommand extends BaseCommand {

	@Override
	protected int execute(Console console) throws ProblemException {
		throw Problem.error("usage", "What if what?", "", "Use 'understudy what-if lose NODE'.").exception();
	}

	@Command(name = "lose", description = "What if this node were lost now? Exit code 1 when something would be lost for good.")
	static final class Lose extends ClusterCommand {

		@Parameters(paramLabel = "NODE", description = "A node of the cluster.")
		private String node;

		@Override
		int execute(Console console, Operations operations) throws ProblemException {
			LossOutlook outlook = await(operations.outlook(Words.node(node)));
			console.show(outlook, console.json() ? "" : text(outlook));
			return outlook.findings().isEmpty() ? ExitCode.OK : ExitCode.FINDING;
		}

		private static String text(LossOutlook outlook) {
			StringBuilder text = new StringBuilder("Without %s: %d voters answer, %d are needed.%n".formatted(outlook.node(), outlook.voters(), outlook.majority()));
			if (outlook.fates().isEmpty()) {
				text.append("No application runs or has a replica there.\n");
			} else {
				text.append(Table.render(List.of("APPLICATION", "PART", "NEXT", "LOSES", "BACK AFTER"), outlook.fates().stream().map(Lose::row).toList())).append('\n');
				outlook.fates().forEach(f -> text.append(f.sentence()).append('\n'));
			}
			for (Problem finding : outlook.findings()) {
				text.append(finding.severity().name().toLowerCase(Locale.ROOT)).append(": ").append(finding.summary()).append("\n    do: ").append(finding.remedy()).append('\n');
			}
			return text.toString().stripTrailing();
		}

		private static List<String> row(Fate fate) {
			return List.of(fate.application().value(), fate.runsThere() ? "runs there" : "replica", fate.next().isEmpty() ? "nobody" : fate.next(),
					fate.loses().isZero() ? "nothing" : Times.text(fate.loses()), fate.standsStill().isZero() ? "-" : Times.text(fate.standsStill()));
		}
	}
}
