// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.NodeName;

class DestinationTest {

	private static final Set<NodeName> ALL = Cases.alive("alpha", "beta", "gamma", "delta");

	private static Destination choose(ApplicationStatus status, Set<NodeName> alive, String asked) {
		return Destination.choose(status, Cases.CLUSTER, alive, asked);
	}

	private static String chosen(ApplicationStatus status, Set<NodeName> alive, String asked) {
		return choose(status, alive, asked).node().orElseThrow().value();
	}

	@Test
	void prefersTheWantedSecondary() {
		assertEquals("delta", chosen(Cases.on("alpha", "delta"), ALL, ""));
	}

	@Test
	void ofTwoWantedTakesTheOneThatHoldsTheNewestEpoch() {
		ApplicationStatus status = Cases.status("redis", "alpha", List.of(Cases.replica("beta", 2), Cases.replica("delta", 3)), "beta", "delta");
		assertEquals("delta", chosen(status, ALL, ""));
		assertTrue(choose(status, ALL, "").reasons().getFirst().contains("holds epoch 3"));
	}

	@Test
	void takesAnotherNodeRatherThanNone() {
		assertEquals("beta", chosen(Cases.on("alpha", "delta"), Cases.alive("beta", "gamma"), ""));
	}

	@Test
	void takesTheOneThatWasAskedFor() {
		assertEquals("delta", chosen(Cases.on("alpha", "beta"), ALL, "delta"));
	}

	@Test
	void neverThePrimaryOrAWitnessNorWhoIsGone() {
		assertEquals("no-secondary", choose(Cases.on("alpha", "beta"), Cases.alive("alpha", "gamma"), "").refusal().orElseThrow().code());
		for (String unfit : List.of("alpha", "gamma", "delta")) {
			Destination none = choose(Cases.on("alpha", "beta"), Cases.alive("alpha", "beta", "gamma"), unfit);
			assertEquals("node-unfit", none.refusal().orElseThrow().code(), unfit);
			assertTrue(none.node().isEmpty());
		}
		assertEquals("unknown-node", choose(Cases.on("alpha", "beta"), ALL, "omega").refusal().orElseThrow().code());
	}

	@Test
	void saysOfEveryOtherNodeWhyNot() {
		List<String> reasons = choose(Cases.on("alpha", "beta"), ALL, "").reasons();
		assertEquals(4, reasons.size(), reasons.toString());
		assertTrue(reasons.contains("not gamma: a witness only votes"));
		assertTrue(reasons.contains("not alpha: it is the primary"));
	}
}
