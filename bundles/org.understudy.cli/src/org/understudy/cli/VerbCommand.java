// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.understudy.admin.Answers;
import org.understudy.admin.Operations;
import org.understudy.model.Preview;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import picocli.CommandLine.Option;

/** A command that starts a run, and as a rule waits for its end. */
abstract class VerbCommand extends ClusterCommand {

	@Option(names = "--reason", paramLabel = "TEXT", description = "Why; goes into the journal and the report. Mandatory.")
	private String reason;

	@Option(names = "--no-wait", description = "Do not wait for the end of the run.")
	private boolean noWait;

	@Option(names = "--junit", paramLabel = "FILE", description = "Write steps and findings as JUnit XML: for pipelines.")
	private Path junit;

	@Option(names = "--wait", paramLabel = "TIME", defaultValue = "5m", description = "How long to wait for the end: ${DEFAULT-VALUE}.")
	private Duration wait;

	@Override
	final int execute(Console console, Operations operations) throws ProblemException {
		if (previews()) {
			Preview preview = await(preview(operations));
			console.show(preview, PreviewText.render(preview));
			return preview.isPossible() ? ExitCode.OK : ExitCode.NOT_NOW;
		}
		Run run = await(order(operations, reason));
		RunProgress progress = new RunProgress(console);
		if (noWait) {
			console.show(run, "Run " + run.id() + " started; see: understudy run " + run.id());
			return ExitCode.OK;
		}
		Run over = Answers.await(operations.awaitRun(run.id(), progress::accept, wait), wait.plusSeconds(5));
		progress.end(over);
		if (junit != null) {
			JUnitXml.write(junit, over);
		}
		return ExitCode.of(over);
	}

	/** Whether the user only wants to know what it would do. */
	boolean previews() {
		return false;
	}

	/** What it would do. */
	CompletableFuture<Preview> preview(Operations operations) throws ProblemException {
		throw new IllegalStateException("has no preview");
	}

	/** Orders it; the reason may be missing, which is then the answer. */
	abstract CompletableFuture<Run> order(Operations operations, String why) throws ProblemException;
}
