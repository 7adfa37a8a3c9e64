// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replicability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.understudy.model.Bytes;
import org.understudy.model.Mode;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

class AdoptionProposalTest {

	private static final Resource PROCESS = resource(ResourceKind.PROCESS, "77@1", new Replicability.Captured(""),
			Map.of("pid", "77", "command-line", "/usr/bin/redis-server *:6379", "working-directory", "/srv", "user", "redis"));
	private static final Resource LISTENER = resource(ResourceKind.TCP_LISTENER, "0.0.0.0:6379", new Replicability.Captured(""), Map.of());
	private static final Resource TERMINAL = resource(ResourceKind.TERMINAL, "pts/3",
			new Replicability.Blocked("a terminal of the host", "Start it in a capsule."), Map.of());
	private static final Resource RING = resource(ResourceKind.IO_URING, "9", new Replicability.Blocked("io_uring", "Turn it off."), Map.of());

	private static Resource resource(ResourceKind kind, String name, Replicability verdict, Map<String, String> attributes) {
		return new Resource(new ResourceId(kind, name), name, verdict, Bytes.ZERO, attributes, "test");
	}

	private static Optional<AdoptionProposal> of(long pid, Resource... others) {
		List<Resource> all = new ArrayList<>(List.of(PROCESS, LISTENER));
		all.addAll(List.of(others));
		return AdoptionProposal.of(ResourceGraph.of(Instant.EPOCH, all, List.of()), pid);
	}

	@Test
	void whatACapsuleCuresIsNoObstacle() {
		AdoptionProposal proposal = of(77, TERMINAL).orElseThrow();
		assertEquals(new AdoptionProposal("/usr/bin/redis-server *:6379", "/srv", "redis", List.of("0.0.0.0:6379"), Mode.HOT, List.of()), proposal);
	}

	@Test
	void whatWouldBeRefusedThereTooMakesItWarm() {
		AdoptionProposal proposal = of(77, TERMINAL, RING).orElseThrow();
		assertEquals(Mode.WARM, proposal.mode());
		assertEquals(1, proposal.obstacles().size());
		assertTrue(proposal.obstacles().getFirst().summary().contains("io_uring"));
		assertEquals("Turn it off.", proposal.obstacles().getFirst().remedy());
	}

	@Test
	void aProcessThatIsNotThereHasNone() {
		assertEquals(Optional.empty(), of(78));
	}
}
