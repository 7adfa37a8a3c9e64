// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.util.Locale;

import org.understudy.agent.NodeHome;
import org.understudy.agent.run.RunLog.Moment;
import org.understudy.model.ProblemException;
import org.understudy.model.RunKind;

/**
 * Lets the agent die at a step, once: where the file {@code halt-at} of the node's home says so. Its line is {@code KIND MOMENT STEP},
 * {@code failover before Restore the processes}. For tests and drills; only who may write the home can use it.
 */
final class FaultPoint {

	static final String FILE = "halt-at";
	private static final int KILLED = 137;

	private final NodeHome home;

	FaultPoint(NodeHome home) {
		this.home = home;
	}

	void reached(RunKind kind, String step, Moment moment) {
		String here = RunBook.word(kind) + " " + moment.name().toLowerCase(Locale.ROOT) + " " + step;
		try {
			if (home.text(FILE).filter(wanted -> wanted.strip().equals(here)).isPresent()) {
				home.delete(FILE);
				Runtime.getRuntime().halt(KILLED);
			}
		} catch (ProblemException e) {
			System.getLogger(FaultPoint.class.getName()).log(System.Logger.Level.WARNING, e.problem().summary(), e);
		}
	}
}
