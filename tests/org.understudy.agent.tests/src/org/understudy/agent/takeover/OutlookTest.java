// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.understudy.agent.takeover.Beats.Heard;
import org.understudy.core.decision.ClusterView;
import org.understudy.core.decision.ClusterView.Situation;
import org.understudy.core.decision.Decision;
import org.understudy.core.decision.LocalView;
import org.understudy.core.decision.TakeoverRules;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Bytes;
import org.understudy.model.ClusterConfig;
import org.understudy.model.Epoch;
import org.understudy.model.HealthCheck;
import org.understudy.model.Mode;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.TakeoverPolicy;
import org.understudy.model.Term;

class OutlookTest {

	private static final NodeName ALPHA = new NodeName("alpha");
	private static final NodeName BETA = new NodeName("beta");
	private static final NodeName GAMMA = new NodeName("gamma");
	private static final ApplicationName SHOP = new ApplicationName("shop");
	private static final long SECOND = 1_000_000_000L;
	private static final long START = Long.MAX_VALUE - 5 * SECOND;

	private final ClusterConfig cluster = new ClusterConfig("c", 1, List.of(node(ALPHA, false), node(BETA, false), node(GAMMA, true)));
	private final Outlook outlook = new Outlook(BETA);
	private final Map<NodeName, Heard> heard = new HashMap<>();
	private long now = START;

	private static NodeConfig node(NodeName name, boolean witness) {
		return new NodeConfig(name, "10.0.0.1", witness, NodePorts.DEFAULT, "", "");
	}

	private static Pulse pulse(NodeName node, String incarnation, List<Pulse.Running> running, Map<NodeName, Long> hears) {
		List<Pulse.Held> held = node.equals(BETA) ? List.of(new Pulse.Held(SHOP, new Epoch(4), new Term(1), Instant.EPOCH, Bytes.of(5))) : List.of();
		return new Pulse(node, incarnation, 1, Bytes.of(100), List.of(), running, held, hears, List.of());
	}

	private static Pulse.Running runs(long term, Situation situation) {
		ApplicationSpec spec = new ApplicationSpec(SHOP, List.of("/bin/shop"), Map.of(), "/", "10.0.0.9/24", Mode.HOT, Duration.ofSeconds(1),
				HealthCheck.NONE, List.of(BETA)).withTakeover(TakeoverPolicy.AUTOMATIC);
		return new Pulse.Running(spec, new Term(term), situation, 0, new Epoch(4), List.of());
	}

	private void hear(Pulse pulse) {
		heard.put(pulse.node(), new Heard(pulse, now, Optional.empty()));
		outlook.learn(pulse, now);
	}

	private ClusterView view() {
		Pulse own = pulse(BETA, "b", List.of(), Map.of());
		return outlook.view(SHOP, cluster, new Outlook.Surroundings(heard, own, _ -> Optional.empty()), now);
	}

	private Decision decision() {
		return TakeoverRules.decide(view(), LocalView.of(BETA), now).decision();
	}

	@Test
	void aSilentPrimaryThatTheWitnessDoesNotHearEitherIsReplaced() {
		hear(pulse(ALPHA, "a", List.of(runs(1, Situation.RUNNING)), Map.of()));
		hear(pulse(GAMMA, "g", List.of(), Map.of(ALPHA, 10L)));
		assertInstanceOf(Decision.Stay.class, decision());
		now += 2 * SECOND + 1;
		hear(pulse(GAMMA, "g", List.of(), Map.of(ALPHA, 300L)));
		assertInstanceOf(Decision.Wait.class, decision(), "gamma hears it");
		hear(pulse(GAMMA, "g", List.of(), Map.of(ALPHA, 2000L)));
		assertInstanceOf(Decision.TakeOver.class, decision());
	}

	@Test
	void withoutTheWitnessThereIsNoMajority() {
		hear(pulse(ALPHA, "a", List.of(runs(1, Situation.RUNNING)), Map.of()));
		now += 3 * SECOND;
		assertInstanceOf(Decision.Wait.class, decision());
	}

	@Test
	void anApplicationThatItsAgentNoLongerListsWasStoppedByOrder() {
		hear(pulse(ALPHA, "a", List.of(runs(1, Situation.RUNNING)), Map.of()));
		hear(pulse(ALPHA, "a", List.of(), Map.of()));
		assertEquals(Situation.ENDED, view().primary().situation());
	}

	@Test
	void anAgentThatWasStartedAnewAndDoesNotListItHasLostIt() {
		hear(pulse(ALPHA, "a", List.of(runs(1, Situation.RUNNING)), Map.of()));
		hear(pulse(GAMMA, "g", List.of(), Map.of()));
		hear(pulse(ALPHA, "a2", List.of(), Map.of()));
		assertInstanceOf(Decision.TakeOver.class, decision());
	}

	@Test
	void whoLostItMayTakeItAgainWhenNobodyElseHoldsIt() {
		hear(pulse(ALPHA, "a", List.of(runs(1, Situation.RUNNING)), Map.of()));
		assertTrue(view().replicas().stream().noneMatch(r -> r.node().equals(ALPHA)));
		hear(pulse(ALPHA, "a", List.of(runs(1, Situation.LOST)), Map.of()));
		assertTrue(view().replicas().stream().anyMatch(r -> r.node().equals(ALPHA)));
	}

	@Test
	void theHigherTermIsBelievedAndCountsAsATakeover() {
		hear(pulse(ALPHA, "a", List.of(runs(1, Situation.RUNNING)), Map.of()));
		hear(pulse(GAMMA, "g", List.of(runs(2, Situation.RUNNING)), Map.of()));
		hear(pulse(ALPHA, "a", List.of(runs(1, Situation.RUNNING)), Map.of()));
		assertEquals(GAMMA, view().primary().node());
		assertEquals(1, view().rails().takeovers().size());
		assertTrue(view().replicas().stream().anyMatch(r -> r.node().equals(ALPHA)));
	}

	@Test
	void aMoveByOrderIsNoTakeover() {
		hear(pulse(ALPHA, "a", List.of(runs(1, Situation.RUNNING)), Map.of()));
		hear(pulse(ALPHA, "a", List.of(), Map.of()));
		hear(pulse(GAMMA, "g", List.of(runs(2, Situation.RUNNING)), Map.of()));
		assertEquals(0, view().rails().takeovers().size());
	}
}
