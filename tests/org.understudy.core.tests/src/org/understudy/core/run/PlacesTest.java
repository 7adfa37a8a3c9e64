// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.understudy.model.Authority;
import org.understudy.model.Epoch;
import org.understudy.model.NodeName;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;

class PlacesTest {

	private static Run run(String node, RunKind kind, RunState state) {
		return new Run(node + kind, kind, Cases.REDIS, new NodeName(node), new Authority("me", "why"), state, Cases.NOON, Duration.ZERO, List.of(), Map.of(),
				Epoch.NONE, Duration.ZERO, List.of(), "", "");
	}

	private static Optional<String> before(Run... newestFirst) {
		return Places.before(Cases.REDIS, new NodeName("beta"), List.of(newestFirst)).map(NodeName::value);
	}

	@Test
	void aFailbackGoesWhereItRanBefore() {
		assertEquals(Optional.of("alpha"), before(run("beta", RunKind.SWITCHOVER, RunState.SUCCEEDED), run("alpha", RunKind.FAILOVER, RunState.SUCCEEDED),
				run("delta", RunKind.PROTECT, RunState.SUCCEEDED)));
	}

	@Test
	void rehearsalsAndWhatFailedBroughtItNowhere() {
		assertEquals(Optional.of("alpha"), before(run("delta", RunKind.REHEARSAL, RunState.SUCCEEDED), run("delta", RunKind.SWITCHOVER, RunState.FAILED),
				run("beta", RunKind.FAILOVER, RunState.SUCCEEDED), run("alpha", RunKind.PROTECT, RunState.SUCCEEDED)));
		assertEquals(Optional.empty(), before(run("beta", RunKind.PROTECT, RunState.SUCCEEDED)));
	}
}
