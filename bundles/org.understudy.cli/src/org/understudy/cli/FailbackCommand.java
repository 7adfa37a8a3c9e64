// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.concurrent.CompletableFuture;

import org.understudy.admin.Operations;
import org.understudy.admin.Operations.Wish;
import org.understudy.core.run.Places;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Epoch;
import org.understudy.model.NodeName;
import org.understudy.model.Preview;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunKind;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "failback", description = "Move it back to the node that it ran on before, with its connections.")
final class FailbackCommand extends VerbCommand {

	@Parameters(paramLabel = "APP", description = "A protected application.")
	private String application;

	@Option(names = "--dry-run", description = "Only tell what it would do.")
	private boolean dryRun;

	@Override
	boolean previews() {
		return dryRun;
	}

	@Override
	CompletableFuture<Preview> preview(Operations operations) throws ProblemException {
		return operations.preview(RunKind.SWITCHOVER, back(operations));
	}

	@Override
	CompletableFuture<Run> order(Operations operations, String why) throws ProblemException {
		return operations.order(RunKind.SWITCHOVER, back(operations), why);
	}

	private Wish back(Operations operations) throws ProblemException {
		ApplicationName name = Words.application(application);
		ClusterSnapshot now = await(operations.cluster());
		NodeName here = now.applications().stream().filter(a -> a.name().equals(name)).map(ApplicationStatus::primary).findFirst()
				.orElseThrow(() -> Problem.error("unknown-application", "There is no application " + name + ".", "", "List them: understudy apps").exception());
		NodeName before = Places.before(name, here, now.runs()).orElseThrow(() -> Problem.error("never-moved",
				name + " is not known to have run anywhere but on " + here + ".", "The latest runs do not tell of a move.",
				"Name the node: understudy switchover " + name + " --to NODE").exception());
		return new Wish(name, Epoch.NONE, before.value());
	}
}
