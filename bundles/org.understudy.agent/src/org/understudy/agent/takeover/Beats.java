// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.understudy.api.Json;
import org.understudy.core.port.Mesh;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;

/**
 * Heartbeats between the agents, over a mesh link of their own: four a second to each other node, and at once when something changed.
 * Each is answered by one byte; a link whose answers stay out is opened anew, for TCP's own patience with a link that comes back is
 * minutes. Platform threads: checkpoints keep the carriers of virtual threads busy. Thread-safe.
 */
public final class Beats implements AutoCloseable {

	/** Name of the mesh's service. */
	public static final String SERVICE = "beats";

	static final Duration PERIOD = Duration.ofMillis(250);
	private static final Logger LOG = System.getLogger(Beats.class.getName());
	private static final Duration CONNECT = Duration.ofSeconds(1);
	private static final Duration AGAIN = Duration.ofMillis(200);
	private static final Duration ANSWER = Duration.ofMillis(1500);
	private static final int LONGEST = 1 << 22;
	private static final int ANSWERED = 1;

	private final NodeName self;
	private final Mesh mesh;
	private final Supplier<ClusterConfig> cluster;
	private final Supplier<Pulse> pulse;
	private final Consumer<NodeName> changed;
	private final Map<NodeName, Heard> heard = new ConcurrentHashMap<>();
	private final Map<NodeName, Sender> senders = new ConcurrentHashMap<>();
	private final Thread overseer;
	private volatile boolean closed;

	/**
	 * What was heard of a node last.
	 *
	 * @param pulse   its last heartbeat
	 * @param at      when that came, by {@link System#nanoTime}
	 * @param severed when its end closed the link since, by the same clock; empty while the link stands
	 */
	public record Heard(Pulse pulse, long at, Optional<Long> severed) {
	}

	/**
	 * @param pulse   makes this node's next heartbeat; called on several threads
	 * @param changed told that a node was heard for the first time, or that its link broke or came back
	 */
	public Beats(NodeName self, Mesh mesh, Supplier<ClusterConfig> cluster, Supplier<Pulse> pulse, Consumer<NodeName> changed) {
		this.self = self;
		this.mesh = mesh;
		this.cluster = cluster;
		this.pulse = pulse;
		this.changed = changed;
		this.overseer = Thread.ofPlatform().daemon().name("beats").start(this::oversee);
	}

	/** What is known of the other nodes of the cluster; who was never heard is absent. */
	public Map<NodeName, Heard> heard() {
		Set<NodeName> members = cluster.get().nodes().stream().map(NodeConfig::name).collect(Collectors.toSet());
		return heard.entrySet().stream().filter(e -> members.contains(e.getKey())).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	/** Something changed: the others hear it now. */
	public void nudge() {
		senders.values().forEach(s -> LockSupport.unpark(s.thread));
	}

	/** Takes a peer's heartbeats until its link ends. */
	public void serve(Mesh.Link link) {
		Thread reader = Thread.ofPlatform().daemon().name("beats of " + link.peer()).unstarted(() -> listen(link));
		reader.start();
		try {
			reader.join();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void listen(Mesh.Link link) {
		try {
			DataInputStream in = new DataInputStream(link.in());
			while (!closed) {
				int length = in.readInt();
				if (length <= 0 || length > LONGEST) {
					throw new IOException("a heartbeat of " + length + " bytes");
				}
				hear(link.peer(), Json.read(in.readNBytes(length), Pulse.class));
				link.out().write(ANSWERED);
				link.out().flush();
			}
		} catch (IOException | IllegalArgumentException e) {
			LOG.log(Level.DEBUG, "beats of " + link.peer() + " end", e);
			sever(link.peer());
		}
	}

	private void hear(NodeName peer, Pulse next) {
		Heard before = heard.put(peer, new Heard(next, System.nanoTime(), Optional.empty()));
		if (before == null || before.severed().isPresent() || !standing(before.pulse()).equals(standing(next))) {
			changed.accept(peer);
		}
	}

	/** What decisions depend on at once; the rest can wait for the next look. */
	private static java.util.List<String> standing(Pulse pulse) {
		return pulse.running().stream().map(r -> r.spec().name() + " " + r.term() + " " + r.situation()).toList();
	}

	private void sever(NodeName peer) {
		if (!closed) {
			heard.computeIfPresent(peer, (_, h) -> h.severed().isPresent() ? h : new Heard(h.pulse(), h.at(), Optional.of(System.nanoTime())));
			changed.accept(peer);
		}
	}

	/** One sender for each other member; cuts the links whose answers stay out. */
	private void oversee() {
		while (!closed) {
			Set<NodeName> wanted = cluster.get().nodes().stream().map(NodeConfig::name).filter(n -> !n.equals(self)).collect(Collectors.toSet());
			wanted.forEach(n -> senders.computeIfAbsent(n, Sender::new));
			senders.forEach((name, sender) -> {
				if (wanted.contains(name)) {
					sender.cutWhenSilent();
				} else {
					senders.remove(name);
					sender.end();
				}
			});
			LockSupport.parkNanos(PERIOD.toNanos());
		}
	}

	private final class Sender {

		private final NodeName peer;
		private final Thread thread;
		private volatile Mesh.Link link;
		private volatile long asked;
		private volatile boolean waiting;
		private volatile boolean over;

		Sender(NodeName peer) {
			this.peer = peer;
			this.thread = Thread.ofPlatform().daemon().name("beats to " + peer).start(this::send);
		}

		private void send() {
			while (!closed && !over) {
				Optional<NodeConfig> config = cluster.get().node(peer);
				if (config.isPresent()) {
					beat(config.get());
				}
				LockSupport.parkNanos(AGAIN.toNanos());
			}
		}

		private void beat(NodeConfig to) {
			try (Mesh.Link open = mesh.connect(to, SERVICE, CONNECT)) {
				link = open;
				DataOutputStream out = new DataOutputStream(open.out());
				while (!closed && !over) {
					byte[] text = Json.bytes(pulse.get());
					asked = System.nanoTime();
					waiting = true;
					// One write: a heartbeat is one packet.
					java.nio.ByteBuffer frame = java.nio.ByteBuffer.allocate(Integer.BYTES + text.length).putInt(text.length).put(text);
					out.write(frame.array());
					out.flush();
					if (open.in().read() != ANSWERED) {
						return;
					}
					waiting = false;
					LockSupport.parkNanos(PERIOD.toNanos());
				}
			} catch (ProblemException | IOException e) {
				LOG.log(Level.DEBUG, "no beats to " + peer, e);
			} finally {
				waiting = false;
				link = null;
			}
		}

		void cutWhenSilent() {
			Mesh.Link open = link;
			if (open != null && waiting && System.nanoTime() - asked > ANSWER.toNanos()) {
				open.close();
			}
		}

		void end() {
			over = true;
			Mesh.Link open = link;
			if (open != null) {
				open.close();
			}
			LockSupport.unpark(thread);
		}
	}

	@Override
	public void close() {
		closed = true;
		senders.values().forEach(Sender::end);
		LockSupport.unpark(overseer);
	}
}
