// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.understudy.model.ApplicationName;
import org.understudy.model.Authority;
import org.understudy.model.Epoch;
import org.understudy.model.NodeName;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;
import org.understudy.model.RunStep;
import org.understudy.model.RunStep.State;

class RunProgressTest {

	private static Run run(String commitPoint, State... states) {
		List<RunStep> steps = new ArrayList<>();
		for (State state : states) {
			steps.add(new RunStep("step " + steps.size(), state, Instant.EPOCH, Duration.ZERO, ""));
		}
		return new Run("r", RunKind.FAILOVER, new ApplicationName("redis"), new NodeName("beta"), new Authority("me", "why"), RunState.RUNNING, Instant.EPOCH,
				Duration.ZERO, steps, Map.of(), Epoch.NONE, Duration.ZERO, List.of(), "", commitPoint);
	}

	@Test
	void aRunIsCommittedFromTheMomentThatStepBegins() {
		assertFalse(RunProgress.isCommitted(run("step 1", State.DONE, State.PLANNED, State.PLANNED)));
		assertTrue(RunProgress.isCommitted(run("step 1", State.DONE, State.RUNNING, State.PLANNED)));
		assertTrue(RunProgress.isCommitted(run("step 1", State.DONE, State.SKIPPED, State.RUNNING)), "the step itself was not needed");
		assertFalse(RunProgress.isCommitted(run("step 1", State.DONE, State.SKIPPED, State.PLANNED)));
		assertFalse(RunProgress.isCommitted(run("", State.DONE, State.DONE, State.DONE)), "a run without commit point is always taken back");
	}

	@Test
	void saysWhereItWasCutOff() {
		assertEquals("\"step 1\" was under way", RunProgress.place(run("", State.DONE, State.RUNNING)));
		assertEquals("\"step 0\" was done", RunProgress.place(run("", State.DONE, State.PLANNED)));
		assertEquals("nothing was done yet", RunProgress.place(run("", State.PLANNED, State.PLANNED)));
	}
}
