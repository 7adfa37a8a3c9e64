// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.understudy.admin.Operations;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.EpochRecord;
import org.understudy.model.EpochRecord.Anatomy;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "epoch", description = "Show one epoch of an application.")
final class EpochCommand extends ClusterCommand {

	@Parameters(index = "0", paramLabel = "APP", description = "The application.")
	private String name;

	@Parameters(index = "1", arity = "0..1", defaultValue = "0", paramLabel = "N", description = "Its number; the newest committed one.")
	private long number;

	@Option(names = "--anatomy", description = "Where its time went.")
	private boolean anatomy;

	@Override
	int execute(Console console, Operations operations) throws ProblemException {
		ApplicationStatus application = Lookup.application(await(operations.cluster()), name);
		long wanted = number == 0 ? application.committed().number() : number;
		EpochRecord record = application.epochs().stream().filter(e -> e.epoch().number() == wanted).findFirst().orElseThrow(() -> Problem.error(
				"epoch-not-found", "There is no record of epoch %d of %s.".formatted(wanted, name), "The newest %d are kept.".formatted(application.epochs().size()),
				"List them: understudy epochs " + name).exception());
		console.show(record, text(record));
		return ExitCode.OK;
	}

	static Duration whole(EpochRecord it) {
		return it.anatomy().pause().plus(it.anatomy().cut()).plus(it.anatomy().ship()).plus(it.anatomy().commit());
	}

	private String text(EpochRecord it) {
		String holders = it.holders().stream().map(NodeName::value).collect(Collectors.joining(", "));
		String head = """
				epoch %s of %s, term %s: %s%s
				  captured   %s, %s
				  image      %s, files %s, sent %s
				  held by    %s""".formatted(it.epoch(), name, it.term(), it.state().name().toLowerCase(Locale.ROOT),
				it.why().isEmpty() ? "" : " (" + it.why() + ")", Times.text(it.capturedAt()), it.method(), it.image(), it.files(), it.sent(),
				holders.isEmpty() ? "nobody" : holders);
		return anatomy ? head + "\n" + anatomy(it.anatomy()) : head;
	}

	private static String anatomy(Anatomy it) {
		long longest = Math.max(1, List.of(it.pause(), it.cut(), it.ship(), it.commit()).stream().mapToLong(Duration::toNanos).max().orElse(1));
		return String.join("\n", bar("stands still", it.pause(), longest), bar("  seize", it.freeze(), longest), bar("  memory", it.memory(), longest),
				bar("  files", it.files(), longest), bar("  other", it.other(), longest), bar("cut", it.cut(), longest),
				bar("ship, verify", it.ship(), longest), bar("commit", it.commit(), longest));
	}

	private static String bar(String what, Duration took, long longest) {
		return String.format(Locale.ROOT, "  %-13s %10s  %s", what, Times.fine(took), "#".repeat((int) (40 * took.toNanos() / longest))).stripTrailing();
	}
}
