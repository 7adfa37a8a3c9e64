// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.concurrent.CompletableFuture;

import org.understudy.admin.Operations;
import org.understudy.model.Epoch;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "rehearse", description = "Take over a clone in isolation while the primary goes on.")
final class RehearseCommand extends VerbCommand {

	@Parameters(paramLabel = "APP", description = "A protected application.")
	private String application;

	@Option(names = "--epoch", paramLabel = "N", defaultValue = "0", description = "Restore this epoch; default: the newest committed one.")
	private long epoch;

	@Override
	CompletableFuture<Run> order(Operations operations, String why) throws ProblemException {
		return operations.rehearse(Words.application(application), Words.checked(String.valueOf(epoch), n -> new Epoch(Long.parseLong(n))), why);
	}
}
