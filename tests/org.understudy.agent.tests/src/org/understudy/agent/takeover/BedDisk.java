// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import org.understudy.lease.Grant;
import org.understudy.lease.LeaseTiming;
import org.understudy.lease.LeaseVoter;
import org.understudy.lease.VoteStore;
import org.understudy.model.ApplicationName;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

/** A disk that outlives the host, and can be full. */
final class BedDisk implements VoteStore {

	private final Map<ApplicationName, Grant> saved = new HashMap<>();
	boolean full;

	void grant(ApplicationName application, Term term, NodeName holder) {
		saved.put(application, new Grant(term, holder, false));
	}

	/** The voter that a starting agent makes of it. */
	LeaseVoter voter(NodeName self, Bed bed, LongSupplier clock) {
		boolean forgets = bed.mutation == Bed.Mutation.VOTERS_FORGET;
		if (forgets) {
			saved.clear();
		}
		boolean hasty = forgets || bed.mutation == Bed.Mutation.VOTERS_DO_NOT_WAIT;
		LeaseTiming timing = hasty
				? new LeaseTiming(Duration.ofMillis(100), Duration.ofMillis(60), Duration.ofMillis(30), Duration.ofMillis(10)) : bed.timing;
		try {
			return new LeaseVoter(self, this, timing, clock);
		} catch (ProblemException e) {
			throw new IllegalStateException(e);
		}
	}

	@Override
	public Contents load() {
		return new Contents(saved, Set.of());
	}

	@Override
	public void save(ApplicationName application, Grant grant) throws IOException {
		if (full) {
			throw new IOException("No space left on device");
		}
		saved.put(application, grant);
	}
}
