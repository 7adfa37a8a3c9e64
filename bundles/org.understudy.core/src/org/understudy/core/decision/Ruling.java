// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.decision;

import java.time.Instant;
import java.util.List;

import org.understudy.model.ApplicationName;
import org.understudy.model.Assessment;
import org.understudy.model.CandidateScore;
import org.understudy.model.Fault;
import org.understudy.model.NodeName;

/**
 * A decision with all that led to it.
 *
 * @param decision   what to do
 * @param reasons    the steps of the argument, in order
 * @param candidates best first, then the blocked ones
 * @param faults     those it is about
 */
public record Ruling(Decision decision, List<String> reasons, List<CandidateScore> candidates, List<Fault> faults) {

	public Ruling {
		reasons = List.copyOf(reasons);
		candidates = List.copyOf(candidates);
		faults = List.copyOf(faults);
	}

	/** For people. */
	public Assessment assessment(ApplicationName application, NodeName by, Instant since) {
		return new Assessment(application, by, since, decision.word(), decision.why(), reasons, candidates, faults);
	}
}
