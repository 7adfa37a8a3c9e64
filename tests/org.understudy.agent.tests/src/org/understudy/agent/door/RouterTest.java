// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.ClusterConfig;
import org.understudy.model.Coverage;
import org.understudy.model.Epoch;
import org.understudy.model.HealthCheck;
import org.understudy.model.Mode;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

class RouterTest {

	private static final ApplicationName REDIS = new ApplicationName("redis");
	private static final ClusterConfig CLUSTER = new ClusterConfig("c", 1,
			Stream.of("alpha", "beta", "delta", "gamma").map(n -> new NodeConfig(new NodeName(n), "10.0.0.1", n.equals("gamma"),
					NodePorts.DEFAULT, "", "")).toList());

	private static ApplicationStatus on(String primary, String... secondaries) {
		ApplicationSpec spec = new ApplicationSpec(REDIS, List.of("/bin/true"), Map.of(), "/", "10.0.0.9/24", Mode.HOT, Duration.ofSeconds(1),
				HealthCheck.NONE, Stream.of(secondaries).map(NodeName::new).toList());
		return new ApplicationStatus(spec, new NodeName(primary), new Term(1), ApplicationState.PROTECTED, new Epoch(3), Instant.EPOCH,
				Instant.EPOCH, List.of(), Coverage.NONE, List.of());
	}

	private static String restorer(Optional<ApplicationStatus> status, String... alive) throws ProblemException {
		Set<NodeName> living = Stream.of(alive).map(NodeName::new).collect(Collectors.toSet());
		return Router.restorer(status, CLUSTER, living, REDIS).value();
	}

	@Test
	void prefersTheWantedSecondary() throws ProblemException {
		assertEquals("delta", restorer(Optional.of(on("alpha", "delta")), "alpha", "beta", "gamma", "delta"));
	}

	@Test
	void takesAnotherNodeRatherThanNone() throws ProblemException {
		assertEquals("beta", restorer(Optional.of(on("alpha", "delta")), "beta", "gamma"));
	}

	@Test
	void neverThePrimaryOrAWitness() {
		ProblemException refused = assertThrows(ProblemException.class, () -> restorer(Optional.of(on("alpha", "beta")), "alpha", "gamma"));
		assertEquals("no-secondary", refused.problem().code());
	}

	@Test
	void anUnknownApplicationIsSaidSo() {
		assertEquals("unknown-application", assertThrows(ProblemException.class, () -> restorer(Optional.empty(), "beta")).problem().code());
	}
}
