// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import java.time.Duration;
import java.util.List;

import org.understudy.model.ApplicationName;
import org.understudy.model.Preview.Expected;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunStep;

/** How long steps will probably take, from those that were measured: the application's own first, else any application's. Pure. */
public final class Durations {

	private static final int RECENT = 9;

	private Durations() {
	}

	public static Expected of(String step, RunKind kind, ApplicationName application, List<Run> runs) {
		List<Duration> own = measured(step, kind, runs.stream().filter(r -> r.application().equals(application)).toList());
		List<Duration> some = own.isEmpty() ? measured(step, kind, runs) : own;
		if (some.isEmpty()) {
			return new Expected(step, Duration.ZERO, "not measured yet");
		}
		String whose = own.isEmpty() ? " of other applications" : "";
		return new Expected(step, some.get(some.size() / 2), some.size() == 1 ? "one run" + whose : "median of " + some.size() + " runs" + whose);
	}

	/** Sorted. */
	private static List<Duration> measured(String step, RunKind kind, List<Run> runs) {
		return runs.stream().filter(r -> r.kind() == kind).flatMap(r -> r.steps().stream())
				.filter(s -> s.name().equals(step) && s.state() == RunStep.State.DONE).limit(RECENT).map(RunStep::took).sorted().toList();
	}
}
