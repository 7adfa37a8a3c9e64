// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.time.Instant;

import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Epoch;
import org.understudy.model.Fault;
import org.understudy.model.FaultClass;
import org.understudy.model.NodeName;
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

	/** Of a record whose capsule is gone. */
	public Fault fault(NodeName where, Instant at) {
		return new Fault(FaultClass.SYSTEM, "restart", "it was lost with a restart of its host or of its agent", "its capsule is gone", where, at);
	}

	GuardRecord reserveFrom(Epoch epoch) {
		return new GuardRecord(spec, term, new Epoch(epoch.number() + BATCH));
	}
}
