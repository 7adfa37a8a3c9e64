// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import org.understudy.model.Run;
import org.understudy.model.RunStep;
import org.understudy.model.RunStep.State;

/** How far a run is, read from its journaled steps alone: so that the next agent sees the same as the one that died. Pure. */
public final class RunProgress {

	private RunProgress() {
	}

	/** Whether the step of its commit point, or a later one, has begun. */
	public static boolean isCommitted(Run run) {
		boolean behind = false;
		for (RunStep step : run.steps()) {
			behind |= step.name().equals(run.commitPoint());
			if (behind && step.state() != State.PLANNED && step.state() != State.NOT_EXECUTED && step.state() != State.SKIPPED) {
				return true;
			}
		}
		return false;
	}

	/** The step that was under way, in the words of a sentence; for a run that was cut off. */
	public static String place(Run run) {
		return run.steps().stream().filter(s -> s.state() == State.RUNNING).findFirst().map(s -> "\"" + s.name() + "\" was under way")
				.or(() -> run.steps().reversed().stream().filter(s -> s.state() == State.DONE).findFirst().map(s -> "\"" + s.name() + "\" was done"))
				.orElse("nothing was done yet");
	}
}
