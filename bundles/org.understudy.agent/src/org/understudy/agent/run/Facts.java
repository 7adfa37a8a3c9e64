// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.util.Optional;

import org.understudy.api.Json;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Term;

/** What the scripts note for the agent that may have to bring their runs to an end. */
final class Facts {

	/** The term that was won for the application. */
	static final String TERM = "term";
	/** What was decided about it, as JSON. */
	static final String SPEC = "spec";
	/** The node that ran it before. */
	static final String PRIMARY = "primary";

	/** When the application was stopped there, by the clock of that node. */
	static final String STOPPED = "stopped";

	private Facts() {
	}

	static Optional<Term> term(RunTracker tracker) {
		return tracker.fact(TERM).map(t -> new Term(Long.parseLong(t)));
	}

	static Optional<ApplicationSpec> spec(RunTracker tracker) {
		return tracker.fact(SPEC).map(s -> Json.read(s, ApplicationSpec.class));
	}
}
