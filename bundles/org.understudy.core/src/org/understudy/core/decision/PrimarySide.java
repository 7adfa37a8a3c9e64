// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.decision;

import java.util.List;

import org.understudy.core.decision.LocalView.Running;
import org.understudy.model.CandidateScore;
import org.understudy.model.Fault;
import org.understudy.model.TakeoverPolicy;

/** The rules of the node on which the application runs. */
record PrimarySide(ClusterView cluster, List<CandidateScore> candidates, List<String> reasons) {

	Decision decide(Running running, long now) {
		if (running.restarting()) {
			return new Decision.Wait("it is being restarted in place");
		}
		if (running.faults().isEmpty()) {
			return new Decision.Stay("it runs here and no detector has found a fault");
		}
		Fault fault = running.faults().getLast();
		reasons.add("%s: %s".formatted(fault.detector(), fault.what()));
		if (cluster.rails().maintenance().isPresent()) {
			return new Decision.Leave("it is left alone during maintenance: " + cluster.rails().maintenance().get());
		}
		TakeoverPolicy policy = cluster.spec().takeover();
		long tried = TakeoverRules.within(running.restarts(), policy, now);
		if (tried < policy.restarts()) {
			reasons.add("its policy allows %d restarts within %s, %d used".formatted(policy.restarts(), TakeoverRules.inWords(policy.window()), tried));
			return new Decision.Restart((int) tried + 1, "restart in place comes first: " + fault.what());
		}
		if (policy.restarts() > 0) {
			reasons.add("%d restarts in place did not help".formatted(tried));
		}
		return switch (policy.style()) {
			case AUTOMATIC -> handOver(running, fault, tried);
			case ASK -> new Decision.Ask("its policy is to ask: confirm a takeover, or restart it; " + fault.what());
			case MANUAL -> new Decision.Leave("an administrator must decide, its policy is manual; " + fault.what());
		};
	}

	/** Where nobody can take over, a dead application is better started again here than not at all, and not for ever. */
	private Decision handOver(Running running, Fault fault, long tried) {
		if (candidates.stream().anyMatch(c -> !c.isBlocked())) {
			return new Decision.HandOver(fault.what());
		}
		reasons.add("no node can take it over");
		return running.alive() || tried >= cluster.spec().takeover().takeovers()
				? new Decision.Blocked("no node can take it over; " + fault.what())
				: new Decision.Restart((int) tried + 1, "no node can take it over, so it is started again here: " + fault.what());
	}
}
