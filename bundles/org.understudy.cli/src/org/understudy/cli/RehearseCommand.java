// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;

import org.understudy.model.CloneFault;
import org.understudy.model.Epoch;
import org.understudy.model.ProblemException;
import org.understudy.model.RunKind;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "rehearse", description = "Take over a clone in isolation while the primary goes on.")
final class RehearseCommand extends RestoreCommand {

	@Option(names = "--epoch", paramLabel = "N", defaultValue = "0", description = "Restore this epoch; default: the newest committed one.")
	private long epoch;

	@Option(names = "--fault", split = ",", paramLabel = "FAULT", description = "Break the clone on the way, in this order: ${COMPLETION-CANDIDATES}.")
	private List<CloneFault> faults = List.of();

	RehearseCommand() {
		super(RunKind.REHEARSAL);
	}

	@Override
	List<CloneFault> faults() {
		return faults;
	}

	@Override
	Epoch epoch() throws ProblemException {
		return Words.checked(String.valueOf(epoch), n -> new Epoch(Long.parseLong(n)));
	}
}
