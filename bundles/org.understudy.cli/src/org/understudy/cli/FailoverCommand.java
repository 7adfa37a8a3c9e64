// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import org.understudy.model.Epoch;
import org.understudy.model.ProblemException;
import org.understudy.model.RunKind;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "failover", description = "Take over now: the secondary becomes the primary.")
final class FailoverCommand extends RestoreCommand {

	@Option(names = "--epoch", paramLabel = "N", defaultValue = "0", description = "Restore this epoch; default: the newest committed one.")
	private long epoch;

	FailoverCommand() {
		super(RunKind.FAILOVER);
	}

	@Override
	Epoch epoch() throws ProblemException {
		return Words.checked(String.valueOf(epoch), n -> new Epoch(Long.parseLong(n)));
	}
}
