// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.understudy.admin.Operations;
import org.understudy.admin.Operations.Wish;
import org.understudy.model.CloneFault;
import org.understudy.model.Epoch;
import org.understudy.model.Preview;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunKind;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A verb that restores an application, or a clone of it, on another node. */
abstract class RestoreCommand extends VerbCommand {

	private final RunKind kind;

	@Parameters(paramLabel = "APP", description = "A protected application.")
	private String application;

	@Option(names = "--to", paramLabel = "NODE", defaultValue = "", description = "The node that shall do it; default: the cluster chooses.")
	private String to;

	@Option(names = "--dry-run", description = "Only tell what it would do, where, how long it would take, what would be lost, and what is against it.")
	private boolean dryRun;

	RestoreCommand(RunKind kind) {
		this.kind = kind;
	}

	/** Which epoch; by default the newest. */
	Epoch epoch() throws ProblemException {
		return Epoch.NONE;
	}

	/** What it breaks on the way. */
	List<CloneFault> faults() {
		return List.of();
	}

	@Override
	final boolean previews() {
		return dryRun;
	}

	@Override
	final CompletableFuture<Preview> preview(Operations operations) throws ProblemException {
		return operations.preview(kind, wish());
	}

	@Override
	final CompletableFuture<Run> order(Operations operations, String why) throws ProblemException {
		return operations.order(kind, wish(), why);
	}

	private Wish wish() throws ProblemException {
		return new Wish(Words.application(application), epoch(), to.isEmpty() ? "" : Words.node(to).value(), faults());
	}
}
