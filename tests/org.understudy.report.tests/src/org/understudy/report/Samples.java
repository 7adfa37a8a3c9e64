// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Authority;
import org.understudy.model.Bytes;
import org.understudy.model.ClusterConfig;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.HealthCheck;
import org.understudy.model.Milestone;
import org.understudy.model.Mode;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.Problem;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunReport;
import org.understudy.model.RunState;
import org.understudy.model.RunStep;
import org.understudy.model.Term;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/** Reports and graphs to render. */
final class Samples {

	/** All that could break out of markup, JSON or a page. */
	static final String HOSTILE = "</title><script>alert('\"&')</script>\u0001\u0000\ud800 ]]> ☃ 😀 \\ \n end";
	static final Instant FAULT = Instant.parse("2026-11-23T14:15:00Z");

	private Samples() {
	}

	static RunReport failover() {
		return report(run(RunKind.FAILOVER, "restore the service", "Failed over to beta in 2.84 s; 0.9 s of writes were lost."), graph("redis"),
				graph("redis", "dump.rdb"));
	}

	static RunReport hostile() {
		return report(run(RunKind.REHEARSAL, HOSTILE, HOSTILE), graph(HOSTILE), graph(HOSTILE, HOSTILE + "2"));
	}

	static RunReport report(Run run, ResourceGraph before, ResourceGraph after) {
		ApplicationSpec spec = new ApplicationSpec(run.application(), List.of("/bin/sh", "-c", run.authority().reason()),
				Map.of("A", "b"), "/",
				"10.77.0.100/24", Mode.HOT, Duration.ofSeconds(1), new HealthCheck(6379, "PING\r\n", "PONG"), List.of(new NodeName("beta")));
		ClusterConfig cluster = new ClusterConfig("demo", 2, List.of(node("alpha", false), node("beta", false), node("gamma", true)));
		var anatomy = new EpochRecord.Anatomy(Duration.ofMillis(47), Duration.ofMillis(2), Duration.ofMillis(30), Duration.ofMillis(15),
				Duration.ofMillis(5), Duration.ofMillis(9), Duration.ofMillis(1));
		EpochRecord epoch = new EpochRecord(new Epoch(214), new Term(3), FAULT, EpochRecord.State.COMMITTED, anatomy, new Bytes(16 << 20),
				new Bytes(4096), new Bytes(32768), "");
		return new RunReport(RunReport.SCHEMA, run, spec, cluster, before, after, List.of(epoch),
				List.of(new RunReport.Check("service", "answers PONG", "PONG", "PONG", true),
						new RunReport.Check("clean-up", "nothing left over", "0", "1 mount", false)),
				FAULT.plusSeconds(60), "understudy 0.1.0");
	}

	static Run run(RunKind kind, String reason, String verdict) {
		List<RunStep> steps = List.of(new RunStep("Fence the old primary", RunStep.State.DONE, FAULT, Duration.ofMillis(120), "lease over"),
				new RunStep("Restore the processes", RunStep.State.DONE, FAULT, Duration.ofMillis(340), "epoch 214"),
				new RunStep("Announce the address", RunStep.State.FAILED, FAULT, Duration.ofMillis(3), reason),
				new RunStep("Wait for the operator", RunStep.State.SKIPPED, Instant.EPOCH, Duration.ZERO, "not asked for"),
				new RunStep("Protect again", RunStep.State.NOT_EXECUTED, Instant.EPOCH, Duration.ZERO, ""));
		Map<Milestone, Instant> milestones = Map.of(Milestone.FAULT, FAULT, Milestone.RESUMED, FAULT.plusMillis(2500), Milestone.VERIFIED,
				FAULT.plusMillis(2840));
		return new Run("20261123-141512-run-redis", kind, new ApplicationName("redis"), new NodeName("beta"),
				new Authority("operator key SHA256:abc", reason), RunState.SUCCEEDED, FAULT.plusMillis(400), Duration.ofMillis(2440), steps, milestones,
				new Epoch(214), Duration.ofMillis(900), List.of(Problem.warning("address-late", "The address came late", reason, "check the switch")),
				verdict, "Restore the processes");
	}

	/** A shell and a server with its listener, a client, forty libraries, a blocked descriptor and these files. */
	static ResourceGraph graph(String... files) {
		List<Resource> all = new ArrayList<>();
		List<Dependency> edges = new ArrayList<>();
		Resource shell = resource(ResourceKind.PROCESS, "1@10", "sh 1", new Replicability.Captured("memory is in the image"));
		Resource server = resource(ResourceKind.PROCESS, "2@11", "redis-server 2", new Replicability.Captured("memory is in the image"));
		Resource listener = resource(ResourceKind.TCP_LISTENER, "10.77.0.100:6379", "10.77.0.100:6379", new Replicability.Captured("in the image"));
		Resource client = resource(ResourceKind.REMOTE_ENDPOINT, "10.77.0.9:4000", "10.77.0.9:4000", new Replicability.External("outside", ""));
		Resource ring = resource(ResourceKind.IO_URING, "7", "io_uring", new Replicability.Blocked("CRIU cannot dump it", "switch it off"));
		all.addAll(List.of(shell, server, listener, client, ring));
		edges.add(new Dependency(shell.id(), server.id(), DependencyKind.PARENT_OF, ""));
		edges.add(new Dependency(server.id(), listener.id(), DependencyKind.LISTENS_ON, "fd 6"));
		edges.add(new Dependency(client.id(), listener.id(), DependencyKind.CONNECTS_TO, ""));
		edges.add(new Dependency(server.id(), ring.id(), DependencyKind.WATCHES, ""));
		for (String file : files) {
			use(server, resource(ResourceKind.FILE, "8:1/" + file, file, new Replicability.Copied("changed files go along")), all, edges);
		}
		for (int i = 0; i < 40; i++) {
			use(server, resource(ResourceKind.LIBRARY, "lib" + i, "lib" + i + ".so", new Replicability.Required("must be there", "")), all, edges);
		}
		return ResourceGraph.of(FAULT, all, edges);
	}

	private static void use(Resource owner, Resource used, List<Resource> all, List<Dependency> edges) {
		all.add(used);
		edges.add(new Dependency(owner.id(), used.id(), DependencyKind.OPENS, ""));
	}

	private static Resource resource(ResourceKind kind, String key, String label, Replicability verdict) {
		return new Resource(new ResourceId(kind, key), label, verdict, Bytes.ZERO, Map.of("note", label), "/proc/1/fd");
	}

	private static NodeConfig node(String name, boolean witness) {
		return new NodeConfig(new NodeName(name), "10.77.0.1", witness, NodePorts.DEFAULT, "ab", "ssh-ed25519 AAAA");
	}
}
