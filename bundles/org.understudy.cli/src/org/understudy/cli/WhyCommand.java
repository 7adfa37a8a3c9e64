// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;

import org.understudy.admin.Operations;
import org.understudy.model.Assessment;
import org.understudy.model.CandidateScore;
import org.understudy.model.Fault;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "why", description = "Say what each node would do about an application now, and why.")
final class WhyCommand extends ClusterCommand {

	@Parameters(paramLabel = "APP", description = "A protected application.")
	private String application;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		List<Assessment> all = await(operations.why(Words.application(application)));
		console.show(all, String.join("\n", all.stream().map(WhyCommand::text).toList()));
		return ExitCode.OK;
	}

	private static String text(Assessment it) {
		StringBuilder text = new StringBuilder("%s: %s, since %s\n  %s\n".formatted(it.by(), it.decision(), Times.text(it.at()), it.sentence()));
		it.reasons().forEach(r -> text.append("  because ").append(r).append('\n'));
		it.faults().forEach(f -> text.append("  fault   ").append(fault(f)).append('\n'));
		it.candidates().forEach(c -> text.append("  ").append(candidate(c)).append('\n'));
		return text.toString();
	}

	private static String fault(Fault it) {
		return "%s on %s at %s (%s): %s".formatted(it.what(), it.where(), Times.text(it.at()), it.kind().name().toLowerCase(java.util.Locale.ROOT),
				it.evidence());
	}

	private static String candidate(CandidateScore it) {
		return it.isBlocked() ? "blocked %s: %s".formatted(it.node(), String.join("; ", it.blockers()))
				: "%d.      %s: epoch %s, %s behind, %s of memory to spare%s".formatted(it.rank(), it.node(), it.epoch(),
						it.lag().toMillis() + " ms", it.free(), it.preference() == 0 ? "" : ", wanted as secondary " + it.preference());
	}
}
