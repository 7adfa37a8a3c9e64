// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.door;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.understudy.api.PeerApi;
import org.understudy.api.Rpc;
import org.understudy.api.RpcConnection;
import org.understudy.core.port.Mesh;
import org.understudy.model.Ballot;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Vote;

/** Calls to the other agents, over one kept connection each. Thread-safe. */
public final class Peers implements AutoCloseable {

	private static final Duration CONNECT = Duration.ofSeconds(2);
	private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

	private final Mesh mesh;
	private final Supplier<ClusterConfig> cluster;
	private final Map<NodeName, Peer> peers = new ConcurrentHashMap<>();

	public Peers(Mesh mesh, Supplier<ClusterConfig> cluster) {
		this.mesh = mesh;
		this.cluster = cluster;
	}

	/** Answers the calls that come over an accepted link, until it ends. */
	public static void serve(Mesh.Link link, PeerApi local) {
		try (RpcConnection<PeerApi> connection = Rpc.peer(local, link.in(), link.out()).start()) {
			connection.closed().join();
		}
	}

	/**
	 * Calls a peer and waits for its answer.
	 *
	 * @throws ProblemException the peer's own problem; {@code peer-unreachable}; {@code peer-silent} when the deadline passed: then
	 *                          it is not known whether the peer did what was asked
	 */
	public <T> T call(NodeName node, Duration deadline, Function<PeerApi, CompletableFuture<T>> question)
			throws ProblemException, InterruptedException {
		CompletableFuture<T> answer = question.apply(peer(node).api());
		try {
			return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
		} catch (TimeoutException e) {
			answer.cancel(true);
			throw new ProblemException(Problem.error("peer-silent", "Node " + node + " did not answer within " + deadline.toSeconds() + " s.",
					"It may have done what was asked.", "Look at it: understudy nodes, understudy apps"), e);
		} catch (ExecutionException e) {
			throw e.getCause() instanceof ProblemException p ? p
					: new ProblemException(Problem.error("peer-failed", "Node " + node + " failed: " + e.getCause(), "", "See its agent's log."), e);
		}
	}

	/** Asks a peer for its vote without waiting; the future fails when it cannot be asked. */
	public CompletableFuture<Vote> vote(NodeName node, Ballot ballot) {
		return Answers.from(() -> peer(node).api()).thenCompose(api -> api.vote(ballot));
	}

	private Peer peer(NodeName node) throws ProblemException {
		NodeConfig config = cluster.get().node(node).orElseThrow(() -> Problem.error("unknown-node", "There is no node " + node + ".", "",
				"List them: understudy nodes").exception());
		return peers.computeIfAbsent(node, _ -> new Peer()).connected(config);
	}

	/** One connection attempt at a time, and none for a while after a failed one: a dead host must not gather waiting threads. */
	private final class Peer {

		private RpcConnection<PeerApi> connection;
		private ProblemException failure;
		private long failedAt;

		synchronized Peer connected(NodeConfig config) throws ProblemException {
			if (connection != null && !connection.closed().isDone()) {
				return this;
			}
			if (failure != null && System.nanoTime() - failedAt < AFTER_FAILURE.toNanos()) {
				throw new ProblemException(failure.problem(), failure);
			}
			try {
				connect(config);
				failure = null;
			} catch (ProblemException e) {
				failure = e;
				failedAt = System.nanoTime();
				throw e;
			}
			return this;
		}

		private void connect(NodeConfig config) throws ProblemException {
			Mesh.Link link = mesh.connect(config, Mesh.CALLS, CONNECT);
			connection = Rpc.askPeer(link.in(), link.out()).start();
			connection.closed().thenRun(link::close);
		}

		synchronized PeerApi api() {
			return connection.remote();
		}

		synchronized void close() {
			if (connection != null) {
				connection.close();
			}
		}
	}

	@Override
	public void close() {
		peers.values().forEach(Peer::close);
	}
}
