// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import org.understudy.lease.LeaseVoter;
import org.understudy.model.ApplicationName;
import org.understudy.model.Ballot;
import org.understudy.model.Term;
import org.understudy.model.Vote;

/** The lease's voter as this node's own. */
public record DiskVoter(LeaseVoter voter) implements Ballots.OwnVoter {

	@Override
	public Vote vote(Ballot ballot) {
		return voter.vote(ballot);
	}

	@Override
	public Term highest(ApplicationName application) {
		return voter.highest(application);
	}
}
