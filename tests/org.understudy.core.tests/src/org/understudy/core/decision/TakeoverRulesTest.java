// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.understudy.core.decision.ClusterView.Contact;
import org.understudy.core.decision.ClusterView.Primary;
import org.understudy.core.decision.ClusterView.Rails;
import org.understudy.core.decision.ClusterView.Replica;
import org.understudy.core.decision.ClusterView.Situation;
import org.understudy.core.decision.ClusterView.Voters;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Bytes;
import org.understudy.model.CandidateScore;
import org.understudy.model.Epoch;
import org.understudy.model.Fault;
import org.understudy.model.FaultClass;
import org.understudy.model.HealthCheck;
import org.understudy.model.Mode;
import org.understudy.model.NodeName;
import org.understudy.model.TakeoverPolicy;
import org.understudy.model.Term;

class TakeoverRulesTest {

	private static final NodeName ALPHA = new NodeName("alpha");
	private static final NodeName BETA = new NodeName("beta");
	private static final NodeName GAMMA = new NodeName("gamma");
	private static final NodeName DELTA = new NodeName("delta");
	private static final long SECOND = 1_000_000_000L;
	/** Close to the overflow of the clock, which may be anywhere. */
	private static final long NOW = Long.MAX_VALUE - 2 * SECOND;

	private TakeoverPolicy policy = TakeoverPolicy.AUTOMATIC;
	private Situation situation = Situation.RUNNING;
	private long since = NOW - 100 * SECOND;
	private Contact contact = Contact.heard(NOW);
	private Epoch committed = new Epoch(7);
	private Voters voters = new Voters(3, 2);
	private Rails rails = Rails.NONE;
	private final List<Replica> replicas = new ArrayList<>(List.of(replica(BETA, 7), witness(GAMMA)));

	private static Replica replica(NodeName node, long epoch) {
		return new Replica(node, false, true, new Epoch(epoch), new Term(1), Duration.ZERO, Bytes.of(1 << 30), Bytes.of(1 << 20), List.of());
	}

	private static Replica witness(NodeName node) {
		return new Replica(node, true, true, Epoch.NONE, Term.NONE, Duration.ZERO, Bytes.ZERO, Bytes.ZERO, List.of());
	}

	private Ruling ruling(LocalView local) {
		ApplicationSpec spec = new ApplicationSpec(new ApplicationName("shop"), List.of("/bin/shop"), Map.of(), "/", "10.0.0.9/24", Mode.HOT,
				Duration.ofSeconds(1), HealthCheck.NONE, List.of(BETA, DELTA)).withTakeover(policy);
		return TakeoverRules.decide(new ClusterView(spec, new Primary(ALPHA, new Term(1), situation, since, contact, committed, List.of()),
				replicas, voters, rails), local, NOW);
	}

	private Decision atBeta() {
		return ruling(LocalView.of(BETA)).decision();
	}

	private static long ago(long millis) {
		return NOW - millis * 1_000_000;
	}

	private void silentFor(long millis) {
		contact = Contact.heard(ago(millis));
	}

	@Test
	void aPrimaryThatIsHeardIsLeftAlone() {
		assertInstanceOf(Decision.Stay.class, atBeta());
		silentFor(1900);
		assertInstanceOf(Decision.Stay.class, atBeta(), "late heartbeats are no fault yet");
	}

	@Test
	void aSilentHostIsReplacedByTheHolderOfTheEpoch() {
		silentFor(2001);
		Decision.TakeOver decision = assertInstanceOf(Decision.TakeOver.class, atBeta());
		assertEquals(ALPHA, decision.primary());
		assertTrue(decision.why().contains("2001 ms"), decision.why());
	}

	@Test
	void anAgentThatDiedIsSeenSoonerThanASilentHost() {
		contact = new Contact(ago(450), true, ago(400), List.of());
		assertInstanceOf(Decision.Stay.class, atBeta(), "it may connect again");
		contact = new Contact(ago(650), true, ago(600), List.of());
		assertInstanceOf(Decision.TakeOver.class, atBeta());
	}

	@Test
	void aHostThatOthersHearIsNotTakenFrom() {
		contact = new Contact(ago(5000), false, 0, List.of(GAMMA));
		Decision decision = assertInstanceOf(Decision.Wait.class, atBeta());
		assertTrue(decision.why().contains("gamma hears it"), decision.why());
	}

	@Test
	void withoutAMajorityNobodyTries() {
		silentFor(9000);
		voters = new Voters(3, 1);
		assertInstanceOf(Decision.Wait.class, atBeta());
		voters = new Voters(4, 2);
		assertInstanceOf(Decision.Wait.class, atBeta());
	}

	@Test
	void whatWasStoppedByOrderIsNoFault() {
		situation = Situation.ENDED;
		silentFor(60_000);
		assertInstanceOf(Decision.Stay.class, atBeta());
	}

	@Test
	void whatThePrimaryGivesUpIsTakenAtOnce() {
		situation = Situation.HANDED_OVER;
		since = ago(1);
		assertInstanceOf(Decision.TakeOver.class, atBeta());
	}

	@Test
	void aFrozenPrimaryMayGetItsLeaseBackAndNotForEver() {
		situation = Situation.FROZEN;
		since = ago(5900);
		assertInstanceOf(Decision.Wait.class, atBeta());
		since = ago(6100);
		assertInstanceOf(Decision.TakeOver.class, atBeta());
	}

	@Test
	void policiesDecideWhoDecides() {
		silentFor(3000);
		policy = TakeoverPolicy.MANUAL;
		assertInstanceOf(Decision.Leave.class, atBeta());
		policy = TakeoverPolicy.of(TakeoverPolicy.Style.ASK);
		assertInstanceOf(Decision.Ask.class, atBeta());
	}

	@Test
	void maintenanceAndFlappingHoldItBack() {
		silentFor(3000);
		rails = new Rails(Optional.of("disks are replaced"), List.of(), Optional.empty());
		assertTrue(assertInstanceOf(Decision.Leave.class, atBeta()).why().contains("disks are replaced"));
		rails = new Rails(Optional.empty(), List.of(NOW - SECOND, NOW - 2 * SECOND, NOW - 3 * SECOND), Optional.empty());
		assertInstanceOf(Decision.Ask.class, atBeta());
		rails = new Rails(Optional.empty(), List.of(NOW - SECOND, NOW - 2 * SECOND, NOW - 3601 * SECOND), Optional.empty());
		assertInstanceOf(Decision.TakeOver.class, atBeta(), "the oldest is outside of the window");
		rails = new Rails(Optional.empty(), List.of(), Optional.of(DELTA));
		assertInstanceOf(Decision.Wait.class, atBeta());
	}

	@Test
	void theNewestEpochBeatsThePreference() {
		silentFor(2500);
		replicas.set(0, replica(BETA, 6));
		replicas.add(replica(DELTA, 7));
		assertEquals(List.of(DELTA, BETA, GAMMA), ruling(LocalView.of(BETA)).candidates().stream().map(CandidateScore::node).toList());
		assertInstanceOf(Decision.Wait.class, atBeta());
		assertInstanceOf(Decision.TakeOver.class, ruling(LocalView.of(DELTA)).decision());
		silentFor(8000);
		assertInstanceOf(Decision.TakeOver.class, atBeta(), "the better one had its turn");
	}

	@Test
	void equalEpochsGoByPreferenceThenByMemory() {
		replicas.add(replica(DELTA, 7));
		replicas.add(new Replica(new NodeName("echo"), false, true, new Epoch(7), new Term(1), Duration.ZERO, Bytes.of(1L << 40), Bytes.ZERO,
				List.of()));
		assertEquals(List.of("beta", "delta", "echo", "gamma"),
				ruling(LocalView.of(BETA)).candidates().stream().map(c -> c.node().value()).toList());
	}

	@Test
	void eachBlockedCandidateHasItsReason() {
		silentFor(2500);
		replicas.clear();
		replicas.add(witness(GAMMA));
		replicas.add(new Replica(BETA, false, true, new Epoch(7), new Term(1), Duration.ZERO, Bytes.of(10), Bytes.of(20), List.of("no criu")));
		replicas.add(new Replica(DELTA, false, false, new Epoch(7), new Term(1), Duration.ZERO, Bytes.ZERO, Bytes.ZERO, List.of()));
		Ruling ruling = ruling(LocalView.of(BETA));
		Decision.Blocked blocked = assertInstanceOf(Decision.Blocked.class, ruling.decision());
		assertTrue(blocked.why().contains("gamma is a witness") && blocked.why().contains("no criu") && blocked.why().contains("delta does not answer"),
				blocked.why());
		assertTrue(ruling.candidates().stream().allMatch(c -> c.rank() == 0));
	}

	@Test
	void aCommittedEpochIsNotGivenUpByItself() {
		silentFor(2500);
		committed = new Epoch(9);
		assertInstanceOf(Decision.Wait.class, atBeta(), "its holder may answer yet");
		silentFor(6000);
		assertInstanceOf(Decision.Ask.class, atBeta());
	}

	@Test
	void tooMuchLossIsForAnAdministrator() {
		silentFor(2500);
		policy = new TakeoverPolicy(TakeoverPolicy.Style.AUTOMATIC, 0, 0, null, Duration.ofSeconds(10), null);
		replicas.set(0, new Replica(BETA, false, true, new Epoch(7), new Term(1), Duration.ofSeconds(11), Bytes.ZERO, Bytes.ZERO, List.of()));
		assertInstanceOf(Decision.Ask.class, atBeta());
	}

	private Decision atAlpha(boolean alive, List<Long> restarts) {
		Fault fault = new Fault(FaultClass.APPLICATION, "process-exit", "it has ended", "", ALPHA, Instant.EPOCH);
		return ruling(new LocalView(ALPHA, Optional.of(new LocalView.Running(alive, false, List.of(fault), restarts)), Optional.empty())).decision();
	}

	@Test
	void thePrimaryRestartsInPlaceFirstWhenThePolicySaysSo() {
		assertInstanceOf(Decision.HandOver.class, atAlpha(false, List.of()));
		policy = TakeoverPolicy.AUTOMATIC.withRestarts(2);
		assertEquals(2, assertInstanceOf(Decision.Restart.class, atAlpha(false, List.of(NOW - SECOND))).attempt());
		assertInstanceOf(Decision.HandOver.class, atAlpha(false, List.of(NOW - SECOND, NOW - 2 * SECOND)));
		assertInstanceOf(Decision.Restart.class, atAlpha(false, List.of(NOW - SECOND, NOW - 3601 * SECOND)));
		policy = TakeoverPolicy.MANUAL;
		assertInstanceOf(Decision.Leave.class, atAlpha(false, List.of()));
	}

	@Test
	void whereNobodyElseCanTheDeadOneIsStartedAgainHere() {
		replicas.removeFirst();
		assertInstanceOf(Decision.Restart.class, atAlpha(false, List.of()));
		assertInstanceOf(Decision.Blocked.class, atAlpha(true, List.of()));
		assertInstanceOf(Decision.Blocked.class, atAlpha(false, List.of(NOW, NOW, NOW)));
	}
}
