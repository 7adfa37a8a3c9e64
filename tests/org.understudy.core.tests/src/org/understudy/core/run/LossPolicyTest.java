// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.understudy.model.LossOutlook;
import org.understudy.model.NodeName;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;

class LossPolicyTest {

	private static final Set<NodeName> ALL = Cases.alive("alpha", "beta", "gamma", "delta");

	@Test
	void whatRunsThereContinuesElsewhereAndWhatIsKeptThereIsMadeAnew() {
		Situation now = Cases.situation(ALL, List.of(Cases.run(RunKind.FAILOVER, RunState.SUCCEEDED, 50)), Cases.on("alpha", "beta"),
				Cases.status("web", "beta", List.of(), "alpha"), Cases.status("far", "beta", List.of(), "delta"));
		LossOutlook outlook = LossPolicy.of(new NodeName("alpha"), now);
		assertEquals(List.of("redis", "web"), outlook.fates().stream().map(f -> f.application().value()).toList());
		LossOutlook.Fate redis = outlook.fates().getFirst();
		assertEquals("beta", redis.next());
		assertEquals(Duration.ofMillis(800), redis.loses());
		assertEquals(Duration.ofMillis(200), redis.standsStill());
		assertEquals("redis would continue on beta from epoch 3 after 200 ms, counted from the order; the last 800 ms of work would be lost.", redis.sentence());
		assertTrue(outlook.fates().get(1).sentence().contains("go on running on beta"));
		assertEquals(List.of(), outlook.findings());
	}

	@Test
	void whatHasNowhereToGoIsAFinding() {
		Situation now = Cases.situation(Cases.alive("alpha", "gamma", "beta"), List.of(), Cases.on("alpha", "beta"));
		Situation alone = Cases.situation(Cases.alive("alpha", "gamma"), List.of(), Cases.on("alpha", "beta"));
		assertEquals(List.of("no-majority", "application-lost"), LossPolicy.of(new NodeName("alpha"), now).findings().stream().map(p -> p.code()).toList());
		assertEquals(1, LossPolicy.of(new NodeName("alpha"), alone).voters());
	}
}
