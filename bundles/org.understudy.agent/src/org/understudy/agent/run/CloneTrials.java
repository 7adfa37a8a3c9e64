// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.understudy.agent.guard.Services;
import org.understudy.core.port.CapsuleProof.Isolation;
import org.understudy.core.run.Verdicts;
import org.understudy.model.CloneFault;
import org.understudy.model.ProblemException;
import org.understudy.model.RunReport.Check;

/** What is tried with a clone once it serves: faults in its own world, and whether anything could leave it. */
record CloneTrials(Services services, Stage stage, RunTracker tracker) {

	private static final Duration NOTICE = Duration.ofSeconds(10);
	private static final Duration LOOK = Duration.ofMillis(20);

	/** Breaks the clone in the order that was asked for. */
	String endure(List<CloneFault> faults) throws ProblemException, InterruptedException {
		List<String> said = new ArrayList<>();
		for (CloneFault fault : faults) {
			said.add(switch (fault) {
				case KILL -> killed();
				case STUCK -> interrupted("stuck", () -> services.host().capsules().freeze(stage.capsule()), () -> services.host().capsules().thaw(stage.capsule()));
				case CUT -> interrupted("network cut", () -> services.host().proof().cut(stage.capsule(), true), () -> services.host().proof().cut(stage.capsule(), false));
			});
		}
		return String.join("; ", said);
	}

	private String killed() throws ProblemException, InterruptedException {
		long began = System.nanoTime();
		services.host().capsules().stop(stage.capsule());
		boolean noticed = await(() -> !services.host().capsules().isAlive(stage.capsule()));
		tracker.check(new Check("fault", "kill -9 is noticed", "gone", noticed ? "gone" : "alive", noticed));
		stage.again();
		Check serves = stage.verify();
		tracker.check(new Check("fault", "after kill -9 the same epoch serves again", serves.expected(), serves.actual(), serves.passed()));
		return "killed, and served again after " + span(began);
	}

	/** Something that can block or break. */
	@FunctionalInterface
	private interface Deed {
		void run() throws ProblemException;
	}

	private String interrupted(String what, Deed harm, Deed mend) throws ProblemException, InterruptedException {
		long began = System.nanoTime();
		harm.run();
		boolean noticed;
		try {
			noticed = await(() -> !stage.answers());
		} finally {
			mend.run();
		}
		String after = span(began);
		tracker.check(new Check("fault", what + " is noticed by the health check", "no answer", noticed ? "no answer" : "it answered all the same", noticed));
		Check serves = stage.verify();
		tracker.check(new Check("fault", "after " + what + " it serves again", serves.expected(), serves.actual(), serves.passed()));
		return what + ": noticed after " + after + ", served again after " + span(began);
	}

	@FunctionalInterface
	private interface Condition {
		boolean holds() throws InterruptedException;
	}

	private static boolean await(Condition condition) throws InterruptedException {
		long end = System.nanoTime() + NOTICE.toNanos();
		while (!condition.holds()) {
			if (System.nanoTime() > end) {
				return false;
			}
			Thread.sleep(LOOK); // asked again: health has no event
		}
		return true;
	}

	/** Counted by the kernel, at the clone's own interfaces. */
	String isolation() throws ProblemException {
		Isolation counted = services.host().proof().isolation(stage.capsule());
		tracker.check(new Check("isolation", "interfaces that lead out of the clone's network", "none", counted.waysOut().isEmpty() ? "none" : counted.waysOut().toString(),
				counted.waysOut().isEmpty()));
		tracker.check(new Check("isolation", "packets that left it", "0", counted.left() + " of " + counted.attempts() + " that were tried", counted.left() == 0));
		return counted.attempts() + " packets were tried, " + counted.left() + " left";
	}

	private static String span(long began) {
		return Verdicts.span(Duration.ofNanos(System.nanoTime() - began));
	}
}
