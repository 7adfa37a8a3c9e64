// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.understudy.core.decision.ClusterView.Replica;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.CandidateScore;

/** Scores who could take over: newest epoch first, then the administrator's preference, then memory to spare, then the name. */
public final class Candidates {

	private Candidates() {
	}

	/** Best first, then the blocked ones. */
	public static List<CandidateScore> rank(ApplicationSpec spec, List<Replica> replicas) {
		Comparator<Replica> order = Comparator.comparing(Replica::term).thenComparing(Replica::epoch).reversed()
				.thenComparing(r -> preference(spec, r) == 0 ? Integer.MAX_VALUE : preference(spec, r))
				.thenComparing(Comparator.comparing(Replica::free).reversed()).thenComparing(Replica::node);
		List<CandidateScore> able = new ArrayList<>();
		List<CandidateScore> blocked = new ArrayList<>();
		for (Replica replica : replicas.stream().sorted(order).toList()) {
			List<String> blockers = blockers(replica);
			(blockers.isEmpty() ? able : blocked).add(score(spec, replica, blockers.isEmpty() ? able.size() + 1 : 0, blockers));
		}
		able.addAll(blocked);
		return able;
	}

	private static CandidateScore score(ApplicationSpec spec, Replica it, int rank, List<String> blockers) {
		return new CandidateScore(it.node(), rank, it.epoch(), it.lag(), it.free(), preference(spec, it), blockers);
	}

	private static int preference(ApplicationSpec spec, Replica replica) {
		return spec.secondaries().indexOf(replica.node()) + 1;
	}

	private static List<String> blockers(Replica it) {
		if (it.witness()) {
			return List.of("is a witness: it votes and runs no applications");
		}
		if (!it.heard()) {
			return List.of("does not answer");
		}
		List<String> blockers = new ArrayList<>();
		if (it.epoch().isNone()) {
			blockers.add("holds no committed epoch");
		}
		if (it.free().count() > 0 && it.free().compareTo(it.needed()) < 0) {
			blockers.add("has %s of memory to spare, the epoch needs %s".formatted(it.free(), it.needed()));
		}
		blockers.addAll(it.preflight());
		return blockers;
	}
}
