// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.understudy.admin.Drain;
import org.understudy.admin.Drain.Move;
import org.understudy.admin.Operations;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "drain", description = "Move every application off a node, with their connections: before its host is maintained.")
final class DrainCommand extends ClusterCommand {

	@Parameters(paramLabel = "NODE", description = "The node to be emptied.")
	private String node;

	@Option(names = "--reason", paramLabel = "TEXT", description = "Why; goes into the journal and the reports. Mandatory.")
	private String reason;

	@Option(names = "--parallel", paramLabel = "N", defaultValue = "2", description = "How many applications move at once: ${DEFAULT-VALUE}.")
	private int parallel;

	@Option(names = "--wait", paramLabel = "TIME", defaultValue = "10m", description = "How long to follow each move: ${DEFAULT-VALUE}.")
	private Duration wait;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		if (reason == null || reason.isBlank()) {
			throw Operations.reasonMissing().exception();
		}
		Drain drain = new Drain(operations, new Drain.Order(Words.node(node), reason.strip(), parallel, wait));
		Drain.Outcome outcome = drain.run(move -> {
			if (!console.json()) {
				console.line(line(move));
			}
		});
		console.show(outcome, console.json() ? "" : summary(outcome));
		return outcome.moves().stream().allMatch(Move::succeeded) ? ExitCode.OK : ExitCode.FINDING;
	}

	private static String line(Move move) {
		return "  " + move.run().map(r -> r.state().name().toLowerCase(Locale.ROOT) + ": " + r.verdict())
				.or(() -> move.problem().map(Problem::summary)).map(t -> move.application() + "  " + t).orElse(move.application().value());
	}

	private static String summary(Drain.Outcome outcome) {
		List<Move> moves = outcome.moves();
		long moved = moves.stream().filter(Move::succeeded).count();
		return moves.isEmpty() ? "No application runs on " + outcome.node() + "."
				: String.format(Locale.ROOT, "%d of %d applications left %s in %s; %.1f at once in the mean.", moved, moves.size(), outcome.node(),
						Times.text(outcome.took()), outcome.parallelism());
	}
}
