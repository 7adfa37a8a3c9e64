// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import org.understudy.core.port.EpochStore;
import org.understudy.lease.LeaseVoter;
import org.understudy.model.ApplicationName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

/** Refuses epochs of a term lower than one this node has granted or already keeps an epoch of (invariant 7). Thread-safe. */
public record TermFence(LeaseVoter voter, EpochStore store) implements EpochStore.Fence {

	@Override
	public void check(ApplicationName application, Term term) throws ProblemException {
		Term granted = voter.highest(application);
		Term highest = store.highestTerm(application).filter(kept -> kept.compareTo(granted) > 0).orElse(granted);
		if (term.compareTo(highest) < 0) {
			throw Problem.error("lower-term", "An epoch of " + application + " under term " + term + " was refused.",
					"Term " + highest + " has been granted since: another node may run it now.", "").exception();
		}
	}
}
