// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.understudy.model.ApplicationName;
import org.understudy.model.NodeName;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;

/** Where an application ran, from the runs that brought it there. Pure. */
public final class Places {

	private static final Set<RunKind> BRING = EnumSet.of(RunKind.PROTECT, RunKind.FAILOVER, RunKind.SWITCHOVER);

	private Places() {
	}

	/**
	 * The node that it ran on before the one where it is now: where a failback goes.
	 *
	 * @param runs newest first
	 */
	public static Optional<NodeName> before(ApplicationName application, NodeName now, List<Run> runs) {
		return runs.stream().filter(r -> r.application().equals(application) && BRING.contains(r.kind()) && r.state() == RunState.SUCCEEDED)
				.map(Run::node).filter(n -> !n.equals(now)).findFirst();
	}
}
