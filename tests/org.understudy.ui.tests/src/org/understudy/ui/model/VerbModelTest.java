// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understudy.model.ApplicationState;
import org.understudy.model.NodeState;
import org.understudy.model.Problem;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;

class VerbModelTest {

	private final SampleStates sample = new SampleStates();

	private VerbModel.Availability of(Verb verb) {
		return VerbModel.of(verb, sample.build());
	}

	private void assertRefused(Verb verb, String word) {
		assertFalse(of(verb).enabled());
		assertTrue(of(verb).why().contains(word), of(verb).why());
	}

	@ParameterizedTest
	@EnumSource
	void everythingIsPossibleOnAHealthyCluster(Verb verb) {
		assertTrue(of(verb).enabled(), of(verb).why());
		assertFalse(of(verb).why().isEmpty());
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONNECT")
	void onlyConnectIsPossibleWithoutAConnection(Verb verb) {
		assertFalse(VerbModel.of(verb, DesktopState.START).enabled());
		DesktopState lost = sample.build().with(new LinkState.Lost(Problem.error("x", "alpha does not answer", "", ""), "beta"));
		assertFalse(VerbModel.of(verb, lost).enabled());
		assertTrue(VerbModel.of(Verb.CONNECT, lost).enabled());
	}

	@Test
	void aSecondOrderWaitsForTheRunUnderWay() {
		sample.runs.add(SampleStates.run(RunKind.REHEARSAL, RunState.RUNNING));
		assertRefused(Verb.FAILOVER, "rehearsal");
		sample.runs.set(0, SampleStates.run(RunKind.REHEARSAL, RunState.SUCCEEDED));
		assertTrue(of(Verb.FAILOVER).enabled());
	}

	@Test
	void withoutAnEpochThereIsNothingToRestore() {
		sample.epoch = 0;
		assertRefused(Verb.REHEARSE, "no checkpoint");
	}

	@Test
	void withoutASecondaryNobodyCanTakeOver() {
		sample.nodes.set(1, SampleStates.node("beta", false, NodeState.GONE));
		assertRefused(Verb.FAILOVER, "no secondary");
		assertRefused(Verb.REHEARSE, "no secondary");
	}

	@Test
	void anUnreachablePrimaryIsNoObstacleToAFailover() {
		sample.nodes.set(0, SampleStates.node("alpha", false, NodeState.GONE));
		sample.state = ApplicationState.UNKNOWN;
		assertTrue(of(Verb.FAILOVER).enabled());
		assertRefused(Verb.SWITCHOVER, "does not run");
	}

	@Test
	void withoutApplicationsTheFirstStepIsNamed() {
		sample.application = false;
		assertRefused(Verb.REHEARSE, "Protect an application first");
		assertTrue(of(Verb.PROTECT).enabled());
	}

	@Test
	void theTargetIsTheFirstSecondaryThatAnswersAndIsNotThePrimary() {
		DesktopState state = sample.build();
		assertEquals("beta", VerbModel.target(state, sample.status()).orElseThrow().name().toString());
	}
}
