// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import org.understudy.agent.NodeHome;
import org.understudy.api.Json;
import org.understudy.model.Epoch;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

/** The numbers of one application's epochs: never used twice, also over a restart of the agent. Thread-safe. */
final class EpochNumbers {

	private final NodeHome home;
	private GuardRecord record;
	private Epoch last;

	EpochNumbers(NodeHome home, GuardRecord record) {
		this.home = home;
		this.record = record;
		this.last = record.reserved();
	}

	synchronized Epoch next() throws ProblemException {
		if (last.compareTo(record.reserved()) >= 0) {
			record = record.reserveFrom(last);
			home.write(record.file(), Json.write(record));
		}
		last = last.next();
		return last;
	}

	synchronized Epoch last() {
		return last;
	}

	/** What another guard of the same capsule goes on from. */
	synchronized GuardRecord record(Term under) {
		return new GuardRecord(record.spec(), under, last);
	}

	/** The application does not run here any more. */
	synchronized void forget() throws ProblemException {
		home.delete(record.file());
	}
}
