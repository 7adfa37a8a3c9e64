// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.time.Duration;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Interrupts the thread that set it at a deadline; closed in time it does nothing. Not to be shared. */
final class Alarm implements AutoCloseable {

	private final Thread sleeper;
	private final Thread bell;
	private boolean rang;
	private boolean over;

	private Alarm(Thread sleeper, Duration after) {
		this.sleeper = sleeper;
		this.bell = Thread.ofVirtual().name("deadline of " + sleeper.getName()).unstarted(() -> ring(after));
	}

	static Alarm after(Duration deadline) {
		Alarm alarm = new Alarm(Thread.currentThread(), deadline);
		alarm.bell.start();
		return alarm;
	}

	private void ring(Duration after) {
		try {
			Thread.sleep(after);
			interrupt();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt(); // closed in time
		}
	}

	private synchronized void interrupt() {
		if (!over) {
			rang = true;
			sleeper.interrupt();
		}
	}

	/** The failure of a step that was interrupted by this; others are passed on as they are. */
	ProblemException explain(String step, Limits limits, Exception failure) throws InterruptedException {
		synchronized (this) {
			if (rang) {
				return new ProblemException(Problem.error("step-overdue", "\"" + step + "\" did not end within " + limits.deadline().toSeconds() + " s.",
						"It was stopped there.", "See the agent's log; then repeat the order."), failure);
			}
		}
		if (failure instanceof ProblemException problem) {
			return problem;
		}
		throw (InterruptedException) failure;
	}

	/** What it interrupted must not be interrupted a second time. */
	@Override
	public void close() {
		synchronized (this) {
			over = true;
			if (rang) {
				Thread.interrupted();
			}
		}
		bell.interrupt();
	}
}
