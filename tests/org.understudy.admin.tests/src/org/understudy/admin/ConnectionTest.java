// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.admin.Connection.Patience;
import org.understudy.admin.Connection.State;
import org.understudy.api.AdministrationApi;
import org.understudy.api.AdministrationEvents.GraphEvent;
import org.understudy.core.graph.GraphDiff;
import org.understudy.model.ApplicationName;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Epoch;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunState;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.testkit.LoopbackCluster;

@Timeout(60)
class ConnectionTest {

	private static final Patience PATIENCE = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMillis(50),
			Duration.ofMillis(200));

	@TempDir
	Path directory;
	private LoopbackCluster cluster;
	private Connection connection;
	private final Heard heard = new Heard();
	private final BlockingQueue<Profile> learnt = new LinkedBlockingQueue<>();

	@BeforeEach
	void start() throws ProblemException {
		cluster = new LoopbackCluster(directory, "alpha", "beta");
	}

	@AfterEach
	void stop() {
		if (connection != null) {
			connection.close();
		}
		cluster.close();
	}

	private Connection connect(Profile profile) throws ProblemException {
		return connect(profile, PATIENCE);
	}

	private Connection connect(Profile profile, Patience patience) throws ProblemException {
		connection = new Connection(profile, patience, learnt::add);
		connection.addListener(heard);
		Answers.await(connection.connect(), Duration.ofSeconds(20));
		return connection;
	}

	private static final class Heard implements ConnectionListener {

		final BlockingQueue<State> states = new LinkedBlockingQueue<>();
		final BlockingQueue<Problem> problems = new LinkedBlockingQueue<>();
		final BlockingQueue<ResourceGraph> graphs = new LinkedBlockingQueue<>();

		@Override
		public void stateChanged(State state, Problem problem) {
			// the problem first: whoever waits for the state then looks at it
			if (problem != null) {
				problems.add(problem);
			}
			states.add(state);
		}

		@Override
		public void graphChanged(ApplicationName application, ResourceGraph graph) {
			graphs.add(graph);
		}

		void awaitState(State wanted) throws InterruptedException {
			for (State state = states.poll(20, TimeUnit.SECONDS); state != wanted; state = states.poll(20, TimeUnit.SECONDS)) {
				assertTrue(state != null, "never " + wanted);
			}
		}

		void awaitGraph(ResourceGraph wanted) throws InterruptedException {
			for (ResourceGraph graph = graphs.poll(10, TimeUnit.SECONDS); !wanted.equals(graph); graph = graphs.poll(10, TimeUnit.SECONDS)) {
				assertTrue(graph != null, "the graph never came");
			}
		}
	}

	private static Problem problemOf(CompletableFuture<?> future) {
		ExecutionException e = assertThrows(ExecutionException.class, () -> future.get(20, TimeUnit.SECONDS));
		return assertInstanceOf(ProblemException.class, e.getCause()).problem();
	}

	@Test
	void connectsAndLearnsTheOtherNodes() throws Exception {
		connect(cluster.profile("alpha"));
		assertEquals("demo", connection.snapshot().orElseThrow().cluster());
		Profile profile = learnt.poll(5, TimeUnit.SECONDS);
		assertEquals(List.of("alpha", "beta"), profile.members().stream().map(Profile.Member::node).toList());
		assertEquals(cluster.nodes.get("beta").server.hostKey(), profile.members().get(1).hostKey());
	}

	@Test
	void deadAgentFailsPendingAnswersAndTheOtherNodeTakesOver() throws Exception {
		connect(cluster.profile("alpha"));
		learnt.poll(5, TimeUnit.SECONDS);
		connection.watch(LoopbackCluster.REDIS).get(5, TimeUnit.SECONDS);
		heard.awaitState(State.CONNECTED);
		cluster.nodes.get("alpha").mute = true;
		CompletableFuture<ClusterSnapshot> pending = connection.call(AdministrationApi::cluster);
		cluster.nodes.get("alpha").stop();
		assertEquals("connection-lost", problemOf(pending).code());
		heard.awaitState(State.DISCONNECTED);
		assertEquals("connection-lost", heard.problems.remove().code());
		heard.awaitState(State.CONNECTED);
		assertEquals("beta", Answers.await(connection.call(AdministrationApi::cluster), Duration.ofSeconds(5)).seenBy().value());
		// not the graph: that of the first watch may still wait in the queue
		awaitTrue(() -> List.of("redis").equals(cluster.nodes.get("beta").watched), "beta is asked to watch what alpha was");
	}

	private static void awaitTrue(BooleanSupplier condition, String what) throws InterruptedException {
		long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		while (!condition.getAsBoolean()) {
			assertTrue(System.nanoTime() < end, "never: " + what);
			Thread.sleep(10);
		}
	}

	@Test
	void comesBackWhenTheOnlyAgentDoes() throws Exception {
		cluster.nodes.remove("beta").stop();
		connect(cluster.profile("alpha"));
		heard.awaitState(State.CONNECTED);
		int port = cluster.nodes.get("alpha").server.port();
		cluster.nodes.get("alpha").stop();
		heard.awaitState(State.DISCONNECTED);
		assertEquals("disconnected", problemOf(connection.call(AdministrationApi::cluster)).code());
		assertTrue(connection.snapshot().isPresent(), "what was seen last stays readable");
		cluster.nodes.get("alpha").start(port);
		heard.awaitState(State.CONNECTED);
	}

	@Test
	void silentFirstMemberDelaysByHalfASecondOnly() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			List<Profile.Member> members = new ArrayList<>();
			members.add(new Profile.Member("alpha", "127.0.0.1", silent.getLocalPort(), cluster.nodes.get("alpha").server.hostKey()));
			members.addAll(cluster.profile("beta").members());
			long begin = System.nanoTime();
			Duration forOne = Duration.ofSeconds(50);
			connect(new Profile("demo", cluster.key.toString(), members), new Patience(forOne, forOne, Duration.ofMillis(50), Duration.ofMillis(200)));
			assertTrue(System.nanoTime() - begin < forOne.toNanos(), "waited for the silent one");
		}
	}

	@Test
	void firstFailureIsToldAndEndsIt() throws IOException {
		Files.writeString(directory.resolve("authorized_keys"), "");
		connection = new Connection(cluster.profile("alpha"), PATIENCE, learnt::add);
		assertEquals("key-refused", problemOf(connection.connect()).code());
		assertEquals(State.CLOSED, connection.state());
	}

	@Test
	void answersHaveDeadlines() throws Exception {
		connect(cluster.profile("alpha"),
				new Patience(Duration.ofSeconds(10), Duration.ofMillis(1500), Duration.ofMillis(50), Duration.ofMillis(50)));
		cluster.nodes.get("alpha").mute = true;
		assertEquals("timeout", problemOf(connection.call(AdministrationApi::cluster)).code());
	}

	@Test
	void watchedGraphFollowsDeltasAndHealsGaps() throws Exception {
		connect(cluster.profile("alpha"));
		assertEquals(cluster.graph, connection.watch(LoopbackCluster.REDIS).get(5, TimeUnit.SECONDS));
		LoopbackCluster.Node alpha = cluster.nodes.get("alpha");
		ResourceGraph two = LoopbackCluster.graph(2, 5);
		send(alpha, cluster.graph, two);
		heard.awaitGraph(two);
		ResourceGraph four = LoopbackCluster.graph(4, 1);
		cluster.graph = four;
		send(alpha, LoopbackCluster.graph(3, 9), four);
		heard.awaitGraph(four);
		assertEquals(four, connection.graph(LoopbackCluster.REDIS).orElseThrow());
		connection.unwatch(LoopbackCluster.REDIS);
		assertTrue(connection.graph(LoopbackCluster.REDIS).isEmpty());
	}

	private static void send(LoopbackCluster.Node node, ResourceGraph old, ResourceGraph now) {
		node.clients.forEach(c -> c.graphChanged(new GraphEvent("redis", GraphDiff.between(old, now))));
	}

	@Test
	void verbsNeedAReasonAndRunsAreFollowed() throws Exception {
		Operations operations = new Operations(connect(cluster.profile("alpha")));
		assertEquals("reason-missing", problemOf(operations.failover(LoopbackCluster.REDIS, Epoch.NONE, "  ")).code());
		Run run = operations.rehearse(LoopbackCluster.REDIS, Epoch.NONE, "drill").get(5, TimeUnit.SECONDS);
		List<RunState> seen = new ArrayList<>();
		Run over = operations.awaitRun(run.id(), r -> seen.add(r.state()), Duration.ofSeconds(10)).get(15, TimeUnit.SECONDS);
		assertEquals(RunState.SUCCEEDED, over.state());
		assertEquals(RunState.SUCCEEDED, seen.getLast());
		assertEquals("unknown-run", problemOf(operations.awaitRun("none", _ -> {
			// Never called.
		}, Duration.ofSeconds(10))).code());
	}

	@Test
	void runThatGoesOnIsNotWaitedForLongerThanAllowed() throws Exception {
		cluster.outcome = RunState.RUNNING;
		Operations operations = new Operations(connect(cluster.profile("alpha")));
		Run run = operations.rehearse(LoopbackCluster.REDIS, Epoch.NONE, "drill").get(5, TimeUnit.SECONDS);
		assertEquals("run-not-finished", problemOf(operations.awaitRun(run.id(), _ -> {
			// Not looked at.
		}, Duration.ofMillis(1200))).code());
	}

	@Test
	void reportGoesIntoTheDirectoryAndNowhereElse() throws Exception {
		Operations operations = new Operations(connect(cluster.profile("alpha")));
		Path target = Files.createDirectory(directory.resolve("reports"));
		Path file = operations.export("r1", "html", target).get(5, TimeUnit.SECONDS);
		assertEquals(target.resolve("r1.html"), file);
		assertEquals("<html>é</html>", Files.readString(file));
		assertEquals("report-not-written", problemOf(operations.export("r1", "html", directory.resolve("no/such/file"))).code());
	}
}
