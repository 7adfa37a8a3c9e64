// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Authority;
import org.understudy.model.Bytes;
import org.understudy.model.ClusterConfig;
import org.understudy.model.Coverage;
import org.understudy.model.Epoch;
import org.understudy.model.HealthCheck;
import org.understudy.model.Mode;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.ReplicaStatus;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;
import org.understudy.model.RunStep;
import org.understudy.model.Term;
import org.understudy.model.VerbOrder;

/** A cluster of alpha, beta, delta and the witness gamma, and what runs there. */
final class Cases {

	static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
	static final ApplicationName REDIS = new ApplicationName("redis");
	static final ClusterConfig CLUSTER = new ClusterConfig("c", 1, Stream.of("alpha", "beta", "delta", "gamma")
			.map(n -> new NodeConfig(new NodeName(n), "10.0.0.1", n.equals("gamma"), NodePorts.DEFAULT, "", "")).toList());

	private Cases() {
	}

	/** Protected on that node, its newest epoch 800 ms old at noon. */
	static ApplicationStatus on(String primary, String... secondaries) {
		return status("redis", primary, List.of(), secondaries);
	}

	static ApplicationStatus status(String name, String primary, List<ReplicaStatus> replicas, String... secondaries) {
		ApplicationSpec spec = new ApplicationSpec(new ApplicationName(name), List.of("/bin/true"), Map.of(), "/", "10.0.0.9/24", Mode.HOT,
				Duration.ofSeconds(1), HealthCheck.NONE, Stream.of(secondaries).map(NodeName::new).toList());
		return new ApplicationStatus(spec, new NodeName(primary), new Term(1), ApplicationState.PROTECTED, new Epoch(3), NOON.minusMillis(800),
				Instant.EPOCH, List.of(), Coverage.NONE, List.of(), replicas, null);
	}

	static ReplicaStatus replica(String node, long held) {
		return new ReplicaStatus(new NodeName(node), ReplicaStatus.State.IN_STEP, new Epoch(held), NOON, 0, 0, Bytes.ZERO, List.of());
	}

	static Set<NodeName> alive(String... names) {
		return Stream.of(names).map(NodeName::new).collect(Collectors.toSet());
	}

	static Situation situation(Set<NodeName> alive, List<Run> runs, ApplicationStatus... applications) {
		return new Situation(List.of(applications), CLUSTER, alive, runs, NOON);
	}

	static VerbOrder order(String to) {
		return new VerbOrder(REDIS, Epoch.NONE, new Authority("me", "why"), to);
	}

	/** A run of redis on beta whose steps all took so long. */
	static Run run(RunKind kind, RunState state, long stepMillis) {
		RunPlan plan = RunPlan.of(kind);
		List<RunStep> steps = plan.steps().stream().map(s -> new RunStep(s, RunStep.State.DONE, NOON, Duration.ofMillis(stepMillis), "")).toList();
		return new Run("r" + stepMillis, kind, REDIS, new NodeName("beta"), new Authority("me", "why"), state, NOON, Duration.ZERO, steps, Map.of(), Epoch.NONE,
				Duration.ZERO, List.of(), "", plan.commitPoint());
	}
}
