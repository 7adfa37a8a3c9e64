// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;
import java.util.Locale;

import org.understudy.admin.Operations;
import org.understudy.model.JournalEntry;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "journal", description = "Show what happened, oldest first.")
final class JournalCommand extends ClusterCommand {

	@Option(names = "--app", paramLabel = "APP", description = "Only this application's entries.")
	private String application;

	@Option(names = "--last", paramLabel = "N", defaultValue = "50", description = "How many: ${DEFAULT-VALUE}.")
	private int last;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		List<JournalEntry> entries = await(operations.cluster()).journal().stream()
				.filter(e -> application == null || e.application().equals(application)).limit(Math.max(0, last)).toList().reversed();
		console.table(entries, List.of("AT", "NODE", "SEVERITY", "ACTOR", "APPLICATION", "EVENT", "TEXT"),
				entries.stream().map(JournalCommand::row).toList());
		return ExitCode.OK;
	}

	private static List<String> row(JournalEntry e) {
		return List.of(Times.text(e.at()), e.node().value(), e.severity().name().toLowerCase(Locale.ROOT), e.actor(),
				e.application().isEmpty() ? "-" : e.application(), e.event(), e.text());
	}
}
