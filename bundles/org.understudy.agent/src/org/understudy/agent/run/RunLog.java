// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import org.understudy.model.Run;

/** Where a tracker writes. Called on the run's thread, and on that of a cancel. */
@FunctionalInterface
public interface RunLog {

	/** Each change of the run; durable when it returns. */
	void changed(Run run);

	/** A fact that bringing the run to an end after the death of this agent needs; durable when it returns. */
	default void noted(String fact, String value) {
		// kept by the tracker only
	}

	/** A step is journaled as running and not begun, or has ended and is not journaled: where a test lets the agent die. */
	default void reached(String step, Moment moment) {
		// nobody wants to know
	}

	/** The two moments at which the journal and the world differ most. */
	enum Moment {
		BEFORE, AFTER
	}
}
