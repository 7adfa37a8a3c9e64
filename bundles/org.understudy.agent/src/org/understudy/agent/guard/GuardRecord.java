// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Epoch;
import org.understudy.model.Term;

/**
 * What this node must remember of an application that it runs, over its own restart.
 *
 * @param spec     what was decided
 * @param term     under which right it runs here
 * @param reserved epochs up to this one may have been used: after a restart the numbers go on behind it
 */
public record GuardRecord(ApplicationSpec spec, Term term, Epoch reserved) {

	private static final int BATCH = 1000;

	/** Where it lies in the node's home. */
	String file() {
		return file(spec.name());
	}

	static String file(ApplicationName name) {
		return "applications/" + name + ".json";
	}

	GuardRecord reserveFrom(Epoch epoch) {
		return new GuardRecord(spec, term, new Epoch(epoch.number() + BATCH));
	}
}
