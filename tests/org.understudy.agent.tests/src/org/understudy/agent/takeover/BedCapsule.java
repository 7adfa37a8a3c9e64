// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import org.understudy.model.Epoch;
import org.understudy.model.Term;

/** A running application of the bed: its value is all that clients ever did. */
final class BedCapsule {

	final Term term;
	long value;
	boolean dead;
	boolean frozen;

	BedCapsule(Term term, long value) {
		this.term = term;
		this.value = value;
	}

	/** A committed epoch of it on a disk. */
	record Stored(Epoch epoch, Term term, long value) {
	}

	@Override
	public String toString() {
		return dead ? "dead" : frozen ? "frozen" : "runs term " + term;
	}
}
