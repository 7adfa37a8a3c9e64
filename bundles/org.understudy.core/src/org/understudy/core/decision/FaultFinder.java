// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.decision;

import java.time.Instant;

import org.understudy.core.port.LifeSigns.Exit;
import org.understudy.core.port.LifeSigns.Signs;
import org.understudy.model.Fault;
import org.understudy.model.FaultClass;
import org.understudy.model.NodeName;

/** Says what kind of fault an ended process is, from its exit and the counters around it. Pure. */
public final class FaultFinder {

	private static final int SIGHUP = 1;
	private static final int SIGINT = 2;
	private static final int SIGKILL = 9;
	private static final int SIGTERM = 15;

	private FaultFinder() {
	}

	/** @param before the signs as long as it lived */
	public static Fault exit(Exit exit, Signs before, NodeName where, Instant at) {
		boolean memory = exit.signs().oomKills() > before.oomKills();
		String evidence = "pidfd readable; %s; OOM kills %d before, %d after".formatted(end(exit), before.oomKills(), exit.signs().oomKills());
		if (memory) {
			return new Fault(FaultClass.SYSTEM, "process-exit", "its first process was killed because memory ran out", evidence, where, at);
		}
		if (exit.signal().isPresent()) {
			int signal = exit.signal().getAsInt();
			boolean byHand = signal == SIGHUP || signal == SIGINT || signal == SIGKILL || signal == SIGTERM;
			return byHand
					? new Fault(FaultClass.PEOPLE, "process-exit", "its first process was killed by signal %d, by hand perhaps".formatted(signal),
							evidence, where, at)
					: new Fault(FaultClass.APPLICATION, "process-exit", "its first process crashed with signal %d".formatted(signal), evidence, where, at);
		}
		String what = exit.code().isPresent() ? "its first process ended with code " + exit.code().getAsInt()
				: "its first process has ended; this kernel does not tell how";
		return new Fault(FaultClass.APPLICATION, "process-exit", what, evidence, where, at);
	}

	private static String end(Exit exit) {
		return exit.signal().isPresent() ? "signal " + exit.signal().getAsInt()
				: exit.code().isPresent() ? "exit code " + exit.code().getAsInt() : "status unknown";
	}
}
