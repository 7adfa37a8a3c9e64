// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.understudy.model.Ballot;
import org.understudy.model.ClusterConfig;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Departed;
import org.understudy.model.Epoch;
import org.understudy.model.FenceEvidence;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.Term;
import org.understudy.model.VerbOrder;
import org.understudy.model.Vote;
import org.understudy.model.preflight.HostFacts;
import org.understudy.model.preflight.SurveyQuestions;

@Timeout(30)
class RpcTest {

	private Socket left;
	private Socket right;

	@BeforeEach
	void connectTwoSockets() throws IOException {
		try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			left = new Socket(listener.getInetAddress(), listener.getLocalPort());
			right = listener.accept();
		}
	}

	@AfterEach
	void closeThem() throws IOException {
		left.close();
		right.close();
	}

	private RpcConnection<AdministrationEvents> serve(AdministrationApi api) throws IOException {
		return Rpc.serve(api, right.getInputStream(), right.getOutputStream()).start();
	}

	private RpcConnection<AdministrationApi> administer(AdministrationEvents events) throws IOException {
		return Rpc.administer(events, left.getInputStream(), left.getOutputStream()).start();
	}

	static Problem problemOf(CompletableFuture<?> future) {
		ExecutionException e = assertThrows(ExecutionException.class, () -> future.get(10, TimeUnit.SECONDS));
		return assertInstanceOf(ProblemException.class, e.getCause()).problem();
	}

	@Test
	void recordsAndGraphsTravel() throws Exception {
		serve(new ScriptedAgent());
		AdministrationApi api = administer(new RecordedEvents()).remote();
		assertEquals(Samples.RUN, api.run(new AdministrationApi.RunReference("x")).get());
		assertEquals(Samples.graph(new Random(5), 300), api.graph(new AdministrationApi.Target("redis")).get());
		assertEquals(Samples.CLUSTER, api.configuration().get());
		assertEquals(null, api.unprotect(order()).get());
		assertEquals(5_000_000, api.report(new AdministrationApi.ReportRequest("x", "html")).get().content().length());
	}

	private static VerbOrder order() {
		return new VerbOrder(Samples.REDIS, org.understudy.model.Epoch.NONE, Samples.AUTHORITY);
	}

	@Test
	void problemsTravelUnchangedAndBugsBecomeProblems() throws Exception {
		serve(new ScriptedAgent());
		AdministrationApi api = administer(new RecordedEvents()).remote();
		assertEquals(Samples.PROBLEM, problemOf(api.failover(order())));
		assertEquals("internal-error", problemOf(api.inspect(new AdministrationApi.InspectRequest("1", ""))).code());
		Problem bug = problemOf(api.protect(new org.understudy.model.ProtectOrder(Samples.SPEC, Samples.ALPHA, Samples.AUTHORITY)));
		assertEquals("internal-error", bug.code());
		assertTrue(bug.cause().contains("another bug"), bug.cause());
	}

	@Test
	void eventsArriveInOrder() throws Exception {
		AdministrationEvents client = serve(new ScriptedAgent()).remote();
		RecordedEvents events = new RecordedEvents();
		administer(events);
		for (int i = 0; i < 100; i++) {
			client.graphChanged(new AdministrationEvents.GraphEvent("a" + i, Samples.delta(Samples.graph(new Random(i), 3))));
		}
		client.runChanged(Samples.RUN);
		assertEquals(Samples.RUN, events.runs.poll(10, TimeUnit.SECONDS));
		for (int i = 0; i < 100; i++) {
			assertEquals("a" + i, events.graphs.remove().application());
		}
	}

	@Test
	void closedStreamFailsWhatIsPendingAndWhatComesLater() throws Exception {
		serve(new ScriptedAgent());
		RpcConnection<AdministrationApi> client = administer(new RecordedEvents());
		CompletableFuture<ClusterSnapshot> pending = client.remote().cluster();
		right.close();
		assertEquals("connection-lost", problemOf(pending).code());
		client.closed().get(5, TimeUnit.SECONDS);
		assertEquals("connection-lost", problemOf(client.remote().configuration()).code());
	}

	@Test
	void cancellingReachesTheServer() throws Exception {
		ScriptedAgent agent = new ScriptedAgent();
		serve(agent);
		administer(new RecordedEvents()).remote().cluster().cancel(true);
		assertThrows(java.util.concurrent.CancellationException.class, () -> agent.never.get(10, TimeUnit.SECONDS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 2147483647\r\n\r\n{", "Content-Length: -5\r\n\r\n{}", "Content-Length: x\r\n\r\n",
			"GET / HTTP/1.1\r\n\r\n",
			"Content-Length: 999999999999\r\n\r\n" })
	void brokenFramesEndTheirOwnConnectionOnly(String garbage) throws Exception {
		RpcConnection<AdministrationEvents> server = serve(new ScriptedAgent());
		left.getOutputStream().write(garbage.getBytes(StandardCharsets.US_ASCII));
		server.closed().get(10, TimeUnit.SECONDS);
	}

	@Test
	void endlessHeaderLineEndsTheConnection() throws Exception {
		RpcConnection<AdministrationEvents> server = serve(new ScriptedAgent());
		left.getOutputStream().write("x".repeat(5000).getBytes(StandardCharsets.US_ASCII));
		server.closed().get(10, TimeUnit.SECONDS);
	}

	@Test
	void framedGarbageIsAnsweredOrIgnoredAndTheConnectionGoesOn() throws Exception {
		serve(new ScriptedAgent());
		OutputStream out = left.getOutputStream();
		for (String body : new String[] { "{", "[]", "17", "\"x\"", "{\"jsonrpc\":\"2.0\"}",
				"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"}",
				"{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"understudy/run\",\"params\":[1,2,3]}",
				"{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"understudy/failover\",\"params\":{\"application\":\"../../etc\"}}",
				"{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}}" }) {
			out.write(("Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
		}
		out.flush();
		String last = "{\"jsonrpc\":\"2.0\",\"id\":4711,\"method\":\"understudy/configuration\"}";
		out.write(("Content-Length: " + last.length() + "\r\n\r\n" + last).getBytes(StandardCharsets.US_ASCII));
		String seen = readUntil(left.getInputStream(), "\"id\":4711");
		assertTrue(seen.contains("\"id\":1") && seen.contains("\"error\""), seen);
	}

	private static String readUntil(InputStream in, String text) throws IOException {
		StringBuilder seen = new StringBuilder();
		while (seen.indexOf(text) < 0) {
			int c = in.read();
			assertTrue(c >= 0, () -> "ended after: " + seen);
			seen.append((char) c);
		}
		return seen.toString();
	}

	@Test
	void unknownRequestIsNotSupported() throws Exception {
		Rpc.askPeer(right.getInputStream(), right.getOutputStream()).start();
		assertEquals("not-supported", problemOf(administer(new RecordedEvents()).remote().configuration()).code());
	}

	@Test
	void aClientThatDoesNotReadNeverHoldsTheServer() throws Exception {
		RpcConnection<AdministrationEvents> server = serve(new ScriptedAgent());
		long begin = System.nanoTime();
		for (int i = 0; i < 20_000 && !server.closed().isDone(); i++) {
			server.remote().runChanged(Samples.RUN);
		}
		assertTrue(Duration.ofNanos(System.nanoTime() - begin).compareTo(Duration.ofSeconds(10)) < 0, "telling it took too long");
		server.closed().get(10, TimeUnit.SECONDS);
	}

	@Test
	void peersAskEachOtherAlsoForAdministration() throws Exception {
		RpcConnection<PeerApi> one = Rpc.peer(new Peer(), left.getInputStream(), left.getOutputStream()).start();
		RpcConnection<PeerApi> two = Rpc.peer(new Peer(), right.getInputStream(), right.getOutputStream()).start();
		Ballot ballot = new Ballot(Samples.REDIS, Samples.ALPHA, new Term(4), Ballot.Kind.RENEW);
		assertEquals(new Term(4), one.remote().vote(ballot).get().highest());
		assertEquals(new Term(4), two.remote().vote(ballot).get().highest());
		assertEquals(Samples.RUN, one.remote().administration().rehearse(order()).get());
		assertEquals(Samples.PROBLEM, problemOf(two.remote().administration().failover(order())));
		assertEquals(Samples.PROBLEM, problemOf(two.remote().fence(order())));
		assertEquals(List.of(Samples.PREFLIGHT),
				two.remote().administration().graphs().preflight(new GraphApi.PreflightRequest("redis", "")).get().nodes());
	}

	private static final class Peer implements PeerApi {

		private final AdministrationApi administration = new ScriptedAgent();

		@Override
		public CompletableFuture<HostFacts> survey(SurveyQuestions questions) {
			return CompletableFuture.completedFuture(Samples.FACTS);
		}

		@Override
		public CompletableFuture<Vote> vote(Ballot ballot) {
			return CompletableFuture.completedFuture(new Vote(Samples.ALPHA, true, ballot.term(), Duration.ZERO, ""));
		}

		@Override
		public CompletableFuture<FenceEvidence> fence(VerbOrder order) {
			return CompletableFuture.failedFuture(Samples.PROBLEM.exception());
		}

		@Override
		public CompletableFuture<Epoch> approach(VerbOrder order) {
			return CompletableFuture.completedFuture(new Epoch(8));
		}

		@Override
		public CompletableFuture<Departed> depart(VerbOrder order) {
			return CompletableFuture.completedFuture(new Departed(new Epoch(9), Duration.ofMillis(40), goOn(order).join()));
		}

		@Override
		public CompletableFuture<FenceEvidence> goOn(VerbOrder order) {
			return CompletableFuture.completedFuture(new FenceEvidence(Samples.ALPHA, "goes on", false, Samples.NOW));
		}

		@Override
		public CompletableFuture<FenceEvidence> leave(VerbOrder order) {
			return goOn(order);
		}

		@Override
		public CompletableFuture<Void> configure(ClusterConfig configuration) {
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public CompletableFuture<Void> forget(VerbOrder order) {
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public AdministrationApi administration() {
			return administration;
		}
	}

	/** What a client was told. */
	static final class RecordedEvents implements AdministrationEvents {

		final java.util.concurrent.BlockingQueue<Run> runs = new java.util.concurrent.LinkedBlockingQueue<>();
		final java.util.Queue<GraphEvent> graphs = new java.util.concurrent.ConcurrentLinkedQueue<>();

		@Override
		public void clusterChanged(ClusterSnapshot snapshot) {
			// Not looked at.
		}

		@Override
		public void graphChanged(GraphEvent event) {
			graphs.add(event);
		}

		@Override
		public void runChanged(Run run) {
			runs.add(run);
		}
	}
}
