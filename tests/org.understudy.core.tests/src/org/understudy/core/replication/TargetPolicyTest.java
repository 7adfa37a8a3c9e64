// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.understudy.core.replication.TargetPolicy.Targets;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Bytes;
import org.understudy.model.ClusterConfig;
import org.understudy.model.CommitPolicy;
import org.understudy.model.HealthCheck;
import org.understudy.model.Mode;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.ReplicationPolicy;
import org.understudy.model.Retention;

class TargetPolicyTest {

	private static final NodeName ALPHA = new NodeName("alpha");
	private static final ClusterConfig CLUSTER = new ClusterConfig("c", 1,
			List.of(node("alpha", false), node("beta", false), node("delta", false), node("gamma", true)));

	private static NodeConfig node(String name, boolean witness) {
		return new NodeConfig(new NodeName(name), "10.0.0.1", witness, NodePorts.DEFAULT, "", "");
	}

	private static List<String> choose(int copies, List<String> named, String... alive) {
		return targets(copies, named, alive).chosen().stream().map(n -> n.name().value()).toList();
	}

	private static Targets targets(int copies, List<String> named, String... alive) {
		ApplicationSpec spec = new ApplicationSpec(new ApplicationName("a"), List.of("/bin/true"), Map.of(), "/", "10.0.0.9/24", Mode.HOT,
				Duration.ofSeconds(1), HealthCheck.NONE, named.stream().map(NodeName::new).toList());
		Set<NodeName> living = Stream.of(alive).map(NodeName::new).collect(Collectors.toSet());
		ReplicationPolicy policy = new ReplicationPolicy(copies, CommitPolicy.ANY, Retention.DEFAULT, Bytes.ZERO);
		return TargetPolicy.choose(spec.withReplication(policy), CLUSTER, living, ALPHA);
	}

	@Test
	void takesTheNamedOne() {
		assertEquals(List.of("delta"), choose(0, List.of("delta"), "alpha", "beta", "delta", "gamma"));
	}

	@Test
	void takesAllThatAreNamed() {
		assertEquals(List.of("delta", "beta"), choose(0, List.of("delta", "beta"), "alpha", "beta", "delta", "gamma"));
	}

	@Test
	void takesAnotherWhenTheNamedOneIsGone() {
		Targets targets = targets(0, List.of("delta"), "alpha", "beta", "gamma");
		assertEquals(Set.of(new NodeName("beta")), targets.names());
		assertEquals(List.of(new NodeName("delta")), targets.absent());
	}

	@Test
	void fillsUpToTheWantedNumber() {
		assertEquals(List.of("delta", "beta"), choose(2, List.of("delta"), "alpha", "beta", "delta", "gamma"));
		assertEquals(List.of("delta"), choose(1, List.of("delta", "beta"), "alpha", "beta", "delta", "gamma"));
	}

	@Test
	void neverTakesItselfOrAWitness() {
		assertEquals(List.of(), choose(0, List.of("alpha"), "alpha", "gamma"));
		assertEquals(List.of(), choose(3, List.of(), "alpha", "gamma"));
	}
}
