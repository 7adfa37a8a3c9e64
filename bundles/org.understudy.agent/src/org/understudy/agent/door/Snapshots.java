// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.door;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.understudy.agent.guard.Services;
import org.understudy.agent.live.LiveBoard;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeInfo;
import org.understudy.model.NodeName;
import org.understudy.model.NodeState;
import org.understudy.model.Run;
import org.understudy.model.RunState;

/** Puts together what all nodes published, and sends it to the clients of this node when it changed. Thread-safe. */
public final class Snapshots implements AutoCloseable {

	private static final Duration PERIOD = Duration.ofMillis(300);

	private final Services services;
	private final String version;
	private final Set<Feed> feeds = new CopyOnWriteArraySet<>();
	private final Thread sender;
	private volatile ClusterSnapshot sent;

	public Snapshots(Services services, String version) {
		this.services = services;
		this.version = version;
		this.sender = Thread.ofVirtual().name("snapshots").start(this::send);
	}

	String version() {
		return version;
	}

	void follow(Feed feed) {
		feeds.add(feed);
		feed.snapshot(take());
	}

	void unfollow(Feed feed) {
		feeds.remove(feed);
	}

	private void send() {
		try {
			while (true) {
				Thread.sleep(PERIOD);
				ClusterSnapshot now = feeds.isEmpty() ? sent : take();
				if (now != null && !same(now, sent)) {
					sent = now;
					feeds.forEach(f -> f.snapshot(now));
				}
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private static boolean same(ClusterSnapshot a, ClusterSnapshot b) {
		return b != null && a.nodes().equals(b.nodes()) && a.applications().equals(b.applications()) && a.runs().equals(b.runs())
				&& a.journal().equals(b.journal());
	}

	ClusterSnapshot take() {
		LiveBoard board = services.state().board();
		Set<NodeName> alive = board.members();
		Map<NodeName, NodeInfo> infos = board.nodes().stream().collect(Collectors.toMap(NodeInfo::name, Function.identity()));
		List<NodeInfo> nodes = services.cluster().get().nodes().stream().sorted(java.util.Comparator.comparing(NodeConfig::name))
				.map(n -> info(n, infos.get(n.name()), alive.contains(n.name()))).toList();
		List<ApplicationStatus> applications = board.applications().stream()
				.map(a -> alive.contains(a.primary()) ? a : a.withState(ApplicationState.UNKNOWN)).toList();
		Instant now = services.state().clock().instant();
		return new ClusterSnapshot(services.cluster().get().name(), services.self(), now, nodes, applications,
				board.runs().stream().map(r -> known(r, alive)).toList(), board.journal());
	}

	/** Only its leader knows how a run stands; the next agent of that node brings it to an end. */
	private static Run known(Run run, Set<NodeName> alive) {
		return run.state().isOver() || alive.contains(run.node()) ? run
				: run.ended(RunState.UNKNOWN, "Node " + run.node() + ", which leads it, does not answer: its outcome is not known.");
	}

	private static NodeInfo info(NodeConfig config, NodeInfo published, boolean alive) {
		NodeState state = alive ? NodeState.ALIVE : NodeState.GONE;
		return published == null ? new NodeInfo(config, state, "", List.of()) : new NodeInfo(config, state, published.version(), published.problems());
	}

	@Override
	public void close() {
		sender.interrupt();
	}
}
