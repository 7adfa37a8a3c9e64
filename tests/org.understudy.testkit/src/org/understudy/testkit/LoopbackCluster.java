// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import org.understudy.admin.Profile;
import org.understudy.api.AdministrationApi;
import org.understudy.api.AdministrationEvents;
import org.understudy.api.AdministrationServer;
import org.understudy.api.AdministrationServer.Door;
import org.understudy.api.AdministrationSession;
import org.understudy.api.GraphApi;
import org.understudy.api.SshKeys;
import org.understudy.core.run.LossPolicy;
import org.understudy.core.run.PreviewPolicy;
import org.understudy.core.run.Situation;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Authority;
import org.understudy.model.ClusterConfig;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Coverage;
import org.understudy.model.Epoch;
import org.understudy.model.HealthCheck;
import org.understudy.model.JournalEntry;
import org.understudy.model.LossOutlook;
import org.understudy.model.Mode;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeInfo;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.NodeState;
import org.understudy.model.Preview;
import org.understudy.model.PreviewRequest;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.ProtectOrder;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;
import org.understudy.model.RunStep;
import org.understudy.model.Severity;
import org.understudy.model.Term;
import org.understudy.model.VerbOrder;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;
import org.understudy.model.preflight.Preflight;

/** Real SSH servers on the loopback interface with a scripted API behind them: no application is replicated here. */
public final class LoopbackCluster implements AutoCloseable {

	public static final ApplicationName REDIS = new ApplicationName("redis");
	public static final Instant NOW = Instant.parse("2026-11-23T14:15:12Z");

	public final Path directory;
	public final Path key;
	public final Map<String, Node> nodes = new LinkedHashMap<>();
	/** How the next runs end. */
	public volatile RunState outcome = RunState.SUCCEEDED;
	public volatile ResourceGraph graph = graph(1, 2);
	/** What a recording holds. */
	public volatile byte[] zip = {};
	/** What was inspected last. */
	public volatile String inspected = "";
	public volatile Preflight preflight = new Preflight(REDIS, new NodeName("beta"), NOW, List.of(Problem.error("preflight-library-differs",
			"The library /lib/libc.so.6 is another on beta.", "Build-id ab there, cd on the primary.", "Install the same version.")));

	public LoopbackCluster(Path directory, String... names) throws ProblemException {
		this.directory = directory;
		key = directory.resolve("id");
		SshKeys.loadOrCreate(key, "ann");
		try {
			Files.copy(directory.resolve("id.pub"), directory.resolve("authorized_keys"), StandardCopyOption.REPLACE_EXISTING);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		for (String name : names) {
			nodes.put(name, new Node(name, 0));
		}
	}

	public Profile profile(String first) {
		Node node = nodes.get(first);
		return new Profile("demo", key.toString(),
				List.of(new Profile.Member("", "127.0.0.1", node.server.port(), node.server.hostKey())));
	}

	public ClusterConfig configuration() {
		return new ClusterConfig("demo", 1, nodes.values().stream().map(Node::config).toList());
	}

	/** A process with so many files. */
	public static ResourceGraph graph(long sequence, int files) {
		Resource process = resource(ResourceKind.PROCESS, "4711@1", new Replicability.Captured("in the checkpoint"));
		List<Resource> all = new ArrayList<>(List.of(process));
		List<Dependency> edges = new ArrayList<>();
		for (int i = 0; i < files; i++) {
			Resource file = resource(ResourceKind.FILE, "8:1/" + i + " /srv/f" + i, new Replicability.Copied("in the overlay"));
			all.add(file);
			edges.add(new Dependency(process.id(), file.id(), DependencyKind.OPENS, "fd " + i));
		}
		return ResourceGraph.of(NOW.plusSeconds(sequence), all, edges).stamped(sequence, new Epoch(sequence));
	}

	private static Resource resource(ResourceKind kind, String name, Replicability verdict) {
		return new Resource(new ResourceId(kind, name), name, verdict, org.understudy.model.Bytes.of(4096), Map.of(), "test");
	}

	@Override
	public void close() {
		nodes.values().forEach(Node::stop);
	}

	/** One agent. */
	public final class Node implements AdministrationApi {

		public final String name;
		public final List<AdministrationEvents> clients = new CopyOnWriteArrayList<>();
		public final List<String> watched = new CopyOnWriteArrayList<>();
		public volatile AdministrationServer server;
		public volatile boolean mute;
		private volatile Run run;

		Node(String name, int port) throws ProblemException {
			this.name = name;
			start(port);
		}

		public void start(int port) throws ProblemException {
			server = new AdministrationServer(new Door("127.0.0.1", port, directory.resolve("host-" + name), directory.resolve("authorized_keys")),
					_ -> session());
			server.start();
		}

		/** Dead, as after {@code kill -9}: all its connections end at once. */
		public void stop() {
			server.close();
		}

		private AdministrationSession session() {
			return new AdministrationSession() {
				private AdministrationEvents mine;

				@Override
				public AdministrationApi api() {
					return Node.this;
				}

				@Override
				public void connected(AdministrationEvents client) {
					mine = client;
					clients.add(client);
				}

				@Override
				public void close() {
					clients.remove(mine);
				}
			};
		}

		public NodeConfig config() {
			return new NodeConfig(new NodeName(name), "127.0.0.1", name.equals("gamma"), new NodePorts(server.port(), 1, 2), "ab", server.hostKey());
		}

		private <T> CompletableFuture<T> answer(T value) {
			return mute ? new CompletableFuture<>() : CompletableFuture.completedFuture(value);
		}

		@Override
		public CompletableFuture<Welcome> hello(Hello hello) {
			return CompletableFuture.completedFuture(new Welcome(name, "0.1.0", "ann"));
		}

		@Override
		public CompletableFuture<ClusterSnapshot> cluster() {
			return answer(snapshot());
		}

		public ClusterSnapshot snapshot() {
			List<NodeInfo> infos = nodes.values().stream().map(n -> new NodeInfo(n.config(), NodeState.ALIVE, "0.1.0", List.of())).toList();
			ApplicationSpec spec = new ApplicationSpec(REDIS, List.of("/usr/bin/redis-server"), Map.of(), "/", "10.77.0.100/24", Mode.HOT,
					Duration.ofSeconds(1), HealthCheck.NONE, List.of(new NodeName("beta")));
			ApplicationStatus status = new ApplicationStatus(spec, new NodeName("alpha"), new Term(3),
					ApplicationState.PROTECTED, new Epoch(42), NOW,
					Instant.EPOCH, List.of(), new Coverage(9, 1, 0, 0, 0), List.of());
			List<JournalEntry> journal = List.of(entry(2, "epoch-committed", "Epoch 42 is committed."), entry(1, "protected", "It is protected."));
			return new ClusterSnapshot("demo", new NodeName(name), NOW, infos, List.of(status), run == null ? List.of() : List.of(run), journal);
		}

		private JournalEntry entry(long sequence, String event, String text) {
			return new JournalEntry(new NodeName(name), sequence, NOW, Severity.INFO, "understudy", "redis", event, text, "00", "ff");
		}

		@Override
		public CompletableFuture<ResourceGraph> graph(Target target) {
			return known(target.application(), graph);
		}

		private <T> CompletableFuture<T> known(String application, T value) {
			return application.equals("redis") ? answer(value)
					: CompletableFuture.failedFuture(Problem.error("unknown-application", "There is no application named '" + application + "'.",
							"", "See 'understudy apps'.").exception());
		}

		@Override
		public GraphApi graphs() {
			return new GraphApi() {
				@Override
				public CompletableFuture<ResourceGraph> past(PastRequest request) {
					return known(request.application(), request.moment().startsWith("epoch:") ? LoopbackCluster.graph(1, Integer.parseInt(request.moment().substring(6))) : graph);
				}

				@Override
				public CompletableFuture<Preflights> preflight(PreflightRequest request) {
					return known(request.application(), new Preflights(List.of(preflight)));
				}

				@Override
				public CompletableFuture<Recording> record(RecordRequest request) {
					return answer(new Recording(zip));
				}

				@Override
				public CompletableFuture<Past> changes(ChangesRequest request) {
					return known(request.application(), new Past(NOW, List.of(new Change(7, NOW, new Epoch(41), 1, 2, 3, 4)), List.of(new Epoch(42), new Epoch(41))));
				}
			};
		}

		@Override
		public CompletableFuture<ResourceGraph> inspect(InspectRequest request) {
			inspected = request.target();
			return answer(graph);
		}

		@Override
		public CompletableFuture<ResourceGraph> watch(Target target) {
			watched.add(target.application());
			return graph(target);
		}

		@Override
		public CompletableFuture<Void> unwatch(Target target) {
			watched.remove(target.application());
			return answer(null);
		}

		@Override
		public CompletableFuture<Run> protect(ProtectOrder order) {
			return start(RunKind.PROTECT, order.spec().name(), order.authority());
		}

		@Override
		public CompletableFuture<Run> rehearse(VerbOrder order) {
			return start(RunKind.REHEARSAL, order.application(), order.authority());
		}

		@Override
		public CompletableFuture<Run> failover(VerbOrder order) {
			return start(RunKind.FAILOVER, order.application(), order.authority());
		}

		@Override
		public CompletableFuture<Run> switchover(VerbOrder order) {
			return start(RunKind.SWITCHOVER, order.application(), order.authority());
		}

		@Override
		public CompletableFuture<Preview> preview(PreviewRequest request) {
			return known(request.order().application().value(), PreviewPolicy.of(request.kind(), request.order(), situation()));
		}

		@Override
		public CompletableFuture<LossOutlook> outlook(NodeReference lost) {
			return answer(LossPolicy.of(new NodeName(lost.node()), situation()));
		}

		private Situation situation() {
			ClusterSnapshot now = snapshot();
			return new Situation(now.applications(), LoopbackCluster.this.configuration(), now.nodes().stream().map(NodeInfo::name).collect(Collectors.toSet()),
					now.runs(), now.at());
		}

		/** Running when answered, over when asked again. */
		private CompletableFuture<Run> start(RunKind kind, ApplicationName application, Authority authority) {
			run = run(kind, application, authority, RunState.RUNNING, List.of(RunStep.planned("Fence"), RunStep.planned("Restore")));
			return known(application.value().equals("new-app") ? "redis" : application.value(), run);
		}

		private Run run(RunKind kind, ApplicationName application, Authority authority, RunState state, List<RunStep> steps) {
			return new Run("20261123-141512-" + kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + application, kind, application,
					new NodeName(name), new Authority("ann SHA256:x", authority.reason()), state, NOW, Duration.ofMillis(900), steps, Map.of(),
					new Epoch(42), Duration.ZERO, List.of(), state.isOver() ? "It " + state.name().toLowerCase(java.util.Locale.ROOT) + "." : "", "Restore");
		}

		@Override
		public CompletableFuture<Void> unprotect(VerbOrder order) {
			return known(order.application().value(), null);
		}

		@Override
		public CompletableFuture<Run> run(RunReference reference) {
			if (run == null || !run.id().equals(reference.id())) {
				return CompletableFuture.failedFuture(Problem.error("unknown-run", "There is no run " + reference.id() + ".", "", "").exception());
			}
			List<RunStep> steps = List.of(new RunStep("Fence", RunStep.State.DONE, NOW, Duration.ofMillis(12), ""),
					new RunStep("Restore", RunStep.State.DONE, NOW, Duration.ofMillis(345), "epoch 42"));
			run = run(run.kind(), run.application(), run.authority(), outcome, steps);
			return answer(run);
		}

		@Override
		public CompletableFuture<Run> cancel(RunReference reference) {
			return answer(run);
		}

		@Override
		public CompletableFuture<ReportDocument> report(ReportRequest request) {
			return answer(new ReportDocument(request.run(), "text/html", "../" + request.run() + "." + request.format(), "<html>é</html>"));
		}

		@Override
		public CompletableFuture<ClusterConfig> configuration() {
			return answer(LoopbackCluster.this.configuration());
		}

		@Override
		public CompletableFuture<ClusterConfig> admit(NodeChange change) {
			return configuration();
		}

		@Override
		public CompletableFuture<ClusterConfig> dismiss(NodeChange change) {
			return configuration();
		}
	}
}
