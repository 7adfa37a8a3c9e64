// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Assessment;
import org.understudy.model.Authority;
import org.understudy.model.Ballot;
import org.understudy.model.Bytes;
import org.understudy.model.CapsuleSettings;
import org.understudy.model.CaptureSettings;
import org.understudy.model.CandidateScore;
import org.understudy.model.ClusterConfig;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.CommitPolicy;
import org.understudy.model.Coverage;
import org.understudy.model.Departed;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.Fault;
import org.understudy.model.FaultClass;
import org.understudy.model.FenceEvidence;
import org.understudy.model.HealthCheck;
import org.understudy.model.Hook;
import org.understudy.model.JournalEntry;
import org.understudy.model.LossOutlook;
import org.understudy.model.Milestone;
import org.understudy.model.Mode;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeInfo;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.NodeState;
import org.understudy.model.PeriodAdvice;
import org.understudy.model.PeriodPolicy;
import org.understudy.model.PeriodPolicy.Budget;
import org.understudy.model.Preview;
import org.understudy.model.PreviewRequest;
import org.understudy.model.Problem;
import org.understudy.model.ProtectOrder;
import org.understudy.model.ReplicaStatus;
import org.understudy.model.ReplicationPolicy;
import org.understudy.model.ResourceLimits;
import org.understudy.model.Retention;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunReport;
import org.understudy.model.RunState;
import org.understudy.model.RunStep;
import org.understudy.model.Severity;
import org.understudy.model.Term;
import org.understudy.model.VerbOrder;
import org.understudy.model.Vote;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;
import org.understudy.model.preflight.HostFacts;
import org.understudy.model.preflight.Preflight;
import org.understudy.model.preflight.SurveyQuestions;

/** One full example of every record that crosses the wire. */
final class Samples {

	static final Instant NOW = Instant.parse("2026-11-23T14:15:12.123456789Z");
	static final NodeName ALPHA = new NodeName("alpha");
	static final ApplicationName REDIS = new ApplicationName("redis");
	static final Authority AUTHORITY = new Authority("ann SHA256:x", "planned \"maintenance\" <b>&é\n");
	static final Problem PROBLEM = new Problem("disk-full", Severity.WARNING, "Full.", "Why.", "Do.", "ENOSPC");
	static final ApplicationSpec SPEC = new ApplicationSpec(REDIS, List.of("/usr/bin/redis-server", "--port", "6379"),
			Map.of("LANG", "C"), "/srv", "10.77.0.100/24", Mode.HOT, Duration.ofMillis(1500), new HealthCheck(6379, "PING\r\n", "PONG"),
			List.of(new NodeName("beta"))).withCapture(new CaptureSettings(
					new PeriodPolicy(true, Duration.ofMillis(300), Duration.ofSeconds(20), new Budget(7, 50, Bytes.of(1 << 20), Duration.ofSeconds(2))),
					List.of(new Hook(Hook.Moment.BEFORE_FREEZE, "redis-cli save", Duration.ofSeconds(3))),
					new CapsuleSettings("redis", List.of("10.77.0.101/24"), List.of(new CapsuleSettings.DataDirectory("/srv/data", true)),
							new ResourceLimits(Bytes.of(1 << 30), 150, 99, Map.of("nofile", "1024:4096")))))
			.withReplication(new ReplicationPolicy(2, CommitPolicy.ALL, Retention.DEFAULT, Bytes.of(1L << 30)));
	static final NodeConfig NODE = new NodeConfig(ALPHA, "10.77.0.1", false, NodePorts.DEFAULT, "ab12", "ssh-ed25519 AAAA");
	static final ClusterConfig CLUSTER = new ClusterConfig("demo", 3, List.of(NODE));
	static final EpochRecord EPOCH = new EpochRecord(new Epoch(7), new Term(2), NOW, EpochRecord.State.COMMITTED,
			new EpochRecord.Anatomy(Duration.ofMillis(30), Duration.ofNanos(1), Duration.ZERO, Duration.ofSeconds(2), Duration.ofMinutes(1),
					Duration.ofHours(1), Duration.ofDays(1)),
			Bytes.of(1L << 40), Bytes.ZERO, Bytes.of(17), "", List.of(new NodeName("beta")), "whole memory to tmpfs");
	static final Run RUN = new Run("20261123-141512-failover-redis", RunKind.FAILOVER, REDIS, ALPHA, AUTHORITY, RunState.RUNNING, NOW,
			Duration.ofMillis(815), List.of(new RunStep("Restore", RunStep.State.DONE, NOW, Duration.ofMillis(3), "ok"), RunStep.planned("Check")),
			Map.of(Milestone.FAULT, NOW, Milestone.VERIFIED, NOW.plusMillis(900)), new Epoch(7), Duration.ofMillis(400), List.of(PROBLEM), "", "Check");

	static final Preflight PREFLIGHT = new Preflight(REDIS, ALPHA, NOW, List.of(PROBLEM));
	static final HostFacts FACTS = new HostFacts(new HostFacts.System("amd64", "6.18.0", List.of("sse2", "avx"), "Af4=", "lacks avx"),
			List.of(new HostFacts.FileFact("/usr/bin/x", "file", Bytes.of(7), "ab", "cd")), List.of(new HostFacts.Account(33, "www")), List.of(),
			List.of(new HostFacts.MountFact("/srv", "ext4")), List.of(new HostFacts.Reach("10.0.0.1:80", false, "refused")),
			new HostFacts.Room(Bytes.of(1), Bytes.of(2), Bytes.of(3)), List.of("10.0.0.2/24"), List.of(PROBLEM));
	static final Preview PREVIEW = new Preview(RunKind.SWITCHOVER, REDIS, "alpha", "beta", List.of("beta: it holds epoch 7"),
			List.of(new Preview.Expected("Check", Duration.ofMillis(3), "median of 3 runs")), "Check", Duration.ofMillis(3), Duration.ofMillis(2), Duration.ZERO,
			new Epoch(7), List.of("It moves."), List.of(PROBLEM));
	static final LossOutlook OUTLOOK = new LossOutlook(ALPHA, 2, 2,
			List.of(new LossOutlook.Fate(REDIS, true, "beta", Duration.ofMillis(700), Duration.ofMillis(900), "It would continue.")), List.of(PROBLEM));

	private Samples() {
	}

	static final Assessment ASSESSMENT = new Assessment(REDIS, ALPHA, NOW, "wait", "it is silent", List.of("nothing was heard"),
			List.of(new CandidateScore(ALPHA, 1, new Epoch(7), Duration.ofMillis(3), Bytes.of(9), 1, List.of("a witness"))),
			List.of(new Fault(FaultClass.PEOPLE, "process-exit", "killed", "signal 9", ALPHA, NOW)));

	static List<Object> all() {
		Random random = new Random(7);
		ApplicationStatus status = new ApplicationStatus(SPEC, ALPHA, new Term(2), ApplicationState.PROTECTED, new Epoch(7), NOW, Instant.EPOCH,
				List.of(EPOCH), new Coverage(1, 2, 3, 4, 5), List.of(PROBLEM), List.of(new ReplicaStatus(new NodeName("beta"),
						ReplicaStatus.State.CATCHING_UP, new Epoch(5), NOW, 2, 1, Bytes.of(99), List.of(PROBLEM))),
				new PeriodAdvice(Duration.ofMillis(900), PeriodAdvice.Binding.PAUSE, "short enough", 7,
						List.of(new PeriodAdvice.Point(Duration.ofMillis(200), Duration.ofMillis(300), 99, 120, Bytes.of(4096)))));
		JournalEntry entry = new JournalEntry(ALPHA, 1, NOW, Severity.INFO, "ann", "redis", "x", "t", "00", "ff");
		ClusterSnapshot snapshot = new ClusterSnapshot("demo", ALPHA, NOW,
				List.of(new NodeInfo(NODE, NodeState.ALIVE, "0.1.0", List.of(PROBLEM))), List.of(status), List.of(RUN), List.of(entry));
		// objects, not records: Eclipse's compiler makes an array of some other class where one of java.lang.Record is meant
		return List.<Object>of(SPEC, NODE, CLUSTER, EPOCH, RUN, PROBLEM, status, entry, snapshot, AUTHORITY, graph(random, 50),
				new ProtectOrder(SPEC, ALPHA, AUTHORITY), new VerbOrder(REDIS, Epoch.NONE, AUTHORITY, "beta"), PREVIEW, OUTLOOK,
				new PreviewRequest(RunKind.FAILOVER, new VerbOrder(REDIS, new Epoch(5), AUTHORITY)),
				new Departed(new Epoch(9), Duration.ofMillis(40), new FenceEvidence(ALPHA, "stands still", true, NOW)),
				new Ballot(REDIS, ALPHA, new Term(3), Ballot.Kind.TAKE), new Vote(ALPHA, false, new Term(3), Duration.ofMillis(1), "lease runs"),
				new FenceEvidence(ALPHA, "stopped", true, NOW),
				new RunReport(1, RUN, SPEC, CLUSTER, ResourceGraph.EMPTY, graph(random, 5), List.of(EPOCH),
						List.of(new RunReport.Check("service", "answers", "PONG", "PONG", true)), NOW, "Understudy 0.1.0"),
				new AdministrationApi.Whys(List.of(ASSESSMENT)), SPEC.withTakeover(new org.understudy.model.TakeoverPolicy(
						org.understudy.model.TakeoverPolicy.Style.ASK, 2, 3, Duration.ofHours(1), Duration.ofSeconds(5), null)),
				new AdministrationApi.Hello("cli", "0.1.0"), new AdministrationApi.Welcome("alpha", "0.1.0", "ann"),
				PREFLIGHT, FACTS, new SurveyQuestions(List.of("/a b"), List.of(33L), List.of(0L), List.of("/"), List.of("[::1]:80"), "Af4="),
				new AdministrationApi.ReportDocument("r", "text/html", "r.html", "<p>é</p>"), new AdministrationApi.NodeChange(NODE, AUTHORITY),
				new AdministrationEvents.GraphEvent("redis", delta(graph(random, 20))));
	}

	static GraphDelta delta(ResourceGraph graph) {
		return new GraphDelta(graph.sequence() + 1, NOW, new Epoch(9), List.copyOf(graph.resources().values()),
				List.of(ResourceId.parse("file 8:1/1234 /srv/a b.log")), List.copyOf(graph.edges()), List.of());
	}

	static ResourceGraph graph(Random random, int vertices) {
		List<Resource> resources = IntStream.range(0, vertices).mapToObj(i -> resource(random, i)).toList();
		List<Dependency> edges = IntStream.range(0, vertices * 2)
				.mapToObj(i -> new Dependency(resources.get(random.nextInt(vertices)).id(), resources.get(random.nextInt(vertices)).id(),
						DependencyKind.values()[random.nextInt(DependencyKind.values().length)], i % 3 == 0 ? "" : "fd " + i + " rw"))
				.toList();
		return ResourceGraph.of(NOW, resources, edges).stamped(random.nextLong(1, 1000), new Epoch(random.nextInt(9)));
	}

	private static Resource resource(Random random, int i) {
		ResourceKind kind = List.of(ResourceKind.PROCESS, ResourceKind.FILE, ResourceKind.TCP_LISTENER, new ResourceKind("my-own")).get(i % 4);
		Replicability verdict = switch (random.nextInt(5)) {
			case 0 -> new Replicability.Captured("in the checkpoint");
			case 1 -> new Replicability.Copied("in the overlay");
			case 2 -> new Replicability.Required("a library", "install it");
			case 3 -> new Replicability.External("outside", "");
			default -> new Replicability.Blocked("io_uring", "disable it");
		};
		return new Resource(new ResourceId(kind, i + " [::1]:6379 \"x\""), "label " + i, verdict, Bytes.of(random.nextLong(1L << 50)),
				Map.of("state", "S", "path", "/a b/" + i), "/proc/" + i);
	}
}
