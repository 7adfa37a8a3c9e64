// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.ClusterConfig;
import org.understudy.model.HealthCheck;
import org.understudy.model.Mode;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;

class TargetsTest {

	private static final NodeName ALPHA = new NodeName("alpha");
	private static final ClusterConfig CLUSTER = new ClusterConfig("c", 1,
			List.of(node("alpha", false), node("beta", false), node("delta", false), node("gamma", true)));

	private static NodeConfig node(String name, boolean witness) {
		return new NodeConfig(new NodeName(name), "10.0.0.1", witness, NodePorts.DEFAULT, "", "");
	}

	private static Optional<String> choose(List<String> wanted, String... alive) {
		ApplicationSpec spec = new ApplicationSpec(new ApplicationName("a"), List.of("/bin/true"), Map.of(), "/", "10.0.0.9/24", Mode.HOT,
				Duration.ofSeconds(1), HealthCheck.NONE, wanted.stream().map(NodeName::new).toList());
		Set<NodeName> living = Stream.of(alive).map(NodeName::new).collect(Collectors.toSet());
		return Targets.choose(spec, CLUSTER, living, ALPHA).map(n -> n.name().value());
	}

	@Test
	void takesTheWantedOne() {
		assertEquals(Optional.of("delta"), choose(List.of("delta"), "alpha", "beta", "delta", "gamma"));
	}

	@Test
	void takesAnotherWhenTheWantedOneIsGone() {
		assertEquals(Optional.of("beta"), choose(List.of("delta"), "alpha", "beta", "gamma"));
	}

	@Test
	void neverTakesItselfOrAWitness() {
		assertEquals(Optional.empty(), choose(List.of("alpha"), "alpha", "gamma"));
	}
}
