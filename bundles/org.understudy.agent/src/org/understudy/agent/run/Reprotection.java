// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.time.Duration;
import java.time.Instant;

import org.understudy.agent.guard.Guards;
import org.understudy.agent.guard.Services;
import org.understudy.core.replication.TargetPolicy;
import org.understudy.core.run.Verdicts;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** The last step of a takeover: its guard ships epochs to other nodes by itself; this waits until one is committed, and says since when none was. */
record Reprotection(Services services, Guards guards, ApplicationName application) {

	private static final Duration PATIENCE = Duration.ofSeconds(30);
	private static final Duration LOOK = Duration.ofMillis(50);

	String await(RunTracker tracker) throws ProblemException, InterruptedException {
		long began = System.nanoTime();
		ApplicationStatus status = guards.status(application);
		while (status.state() != ApplicationState.PROTECTED && System.nanoTime() - began < PATIENCE.toNanos() && somebody(status)) {
			Thread.sleep(LOOK); // the guard works meanwhile, on threads of its own
			status = guards.status(application);
		}
		if (status.state() == ApplicationState.PROTECTED) {
			return "epoch " + status.committed() + " was committed after " + Verdicts.span(Duration.ofNanos(System.nanoTime() - began));
		}
		Instant since = status.unprotectedSince();
		tracker.finding(Problem.warning("unprotected", application + " is unprotected since " + since + ".",
				somebody(status) ? "No epoch was committed within " + PATIENCE.toSeconds() + " s; the attempts go on." : "No other node can keep its replica now; it is protected when one comes.",
				"Start the missing node's agent, or add a node: understudy hosts add USER@HOST"));
		return "unprotected since " + since;
	}

	private boolean somebody(ApplicationStatus status) {
		return !TargetPolicy.choose(status.spec(), services.cluster().get(), services.state().board().members(), services.self()).chosen().isEmpty();
	}
}
