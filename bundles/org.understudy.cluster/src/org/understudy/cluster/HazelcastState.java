// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cluster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.understudy.core.port.LiveState;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import com.hazelcast.topic.ITopic;

/**
 * Live state in Hazelcast. A hint only: what cannot be shared in time is logged and dropped, and who may run what is never decided
 * here (a member that is cut off still acknowledges writes).
 */
public final class HazelcastState implements LiveState {

	private static final Logger LOG = System.getLogger(HazelcastState.class.getName());
	private static final long PATIENCE_SECONDS = 4;

	private final HazelcastInstance hazelcast;

	/**
	 * Joins the members that answer, or starts alone; takes a few seconds, 15 when a node is stuck.
	 *
	 * @throws ProblemException when the membership port cannot be had
	 */
	public HazelcastState(ClusterConfig cluster, NodeConfig self) throws ProblemException {
		try {
			hazelcast = start(cluster, self);
			reconfigure(cluster);
		} catch (HazelcastException | IllegalStateException e) {
			throw new ProblemException(Problem.error("membership-not-started",
					"Membership cannot start on %s port %d".formatted(self.address(), self.ports().membership()),
					"The port is in use, or the address is not one of this host.",
					"End what uses the port (ss -ltnp), or configure another port or address."), e);
		}
	}

	/**
	 * Hazelcast gives up when a node takes connections and says nothing, as a stopped process does. That must not keep this node down:
	 * it starts alone then, and finds the others once they answer.
	 */
	private static HazelcastInstance start(ClusterConfig cluster, NodeConfig self) {
		try {
			return Hazelcast.newHazelcastInstance(HazelcastSettings.of(cluster, self));
		} catch (IllegalStateException e) {
			LOG.log(Level.WARNING, "could not join, starting alone", e);
			return Hazelcast.newHazelcastInstance(HazelcastSettings.of(new ClusterConfig(cluster.name(), 0, List.of(self)), self));
		}
	}

	/**
	 * The cluster's nodes are others now. A node that joins knows the members, they need not know it; but after a split the members
	 * look for each other in this list.
	 */
	public void reconfigure(ClusterConfig cluster) {
		bounded("reconfigure", () -> {
			hazelcast.getConfig().getNetworkConfig().getJoin().getTcpIpConfig().setMembers(HazelcastSettings.members(cluster));
			return true;
		});
	}

	@Override
	public Set<NodeName> members() {
		return bounded("members", () -> hazelcast.getCluster().getMembers().stream()
				.map(HazelcastState::node).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet())).orElse(Set.of());
	}

	@Override
	public void onMembers(Consumer<Set<NodeName>> listener) {
		hazelcast.getCluster().addMembershipListener(new MembershipListener() {
			@Override
			public void memberAdded(MembershipEvent event) {
				guarded("members", () -> listener.accept(members()));
			}

			@Override
			public void memberRemoved(MembershipEvent event) {
				guarded("members", () -> listener.accept(members()));
			}
		});
	}

	@Override
	public void put(String map, String key, byte[] value) {
		bounded("put " + map, () -> {
			map(map).set(key, value);
			return true;
		});
	}

	@Override
	public void remove(String map, String key) {
		bounded("remove " + map, () -> {
			map(map).delete(key);
			return true;
		});
	}

	/** Empty, with a warning in the log, when the members do not answer in time. */
	@Override
	public Map<String, byte[]> entries(String map) {
		return bounded("entries " + map, () -> {
			Map<String, byte[]> copy = new HashMap<>();
			map(map).entrySet().forEach(entry -> copy.put(entry.getKey(), entry.getValue()));
			return Map.copyOf(copy);
		}).orElse(Map.of());
	}

	@Override
	public void publish(String topic, byte[] message) {
		bounded("publish " + topic, () -> {
			topic(topic).publish(message);
			return true;
		});
	}

	@Override
	public Subscription subscribe(String topic, Consumer<byte[]> listener) {
		Optional<UUID> id = bounded("subscribe " + topic,
				() -> topic(topic).addMessageListener(message -> guarded(topic, () -> listener.accept(message.getMessageObject()))));
		return () -> id.ifPresent(known -> bounded("unsubscribe " + topic, () -> topic(topic).removeMessageListener(known)));
	}

	/** Hands its data over to the others first, for at most a few seconds. */
	@Override
	public void close() {
		hazelcast.shutdown();
	}

	private IMap<String, byte[]> map(String name) {
		return hazelcast.getMap(name);
	}

	private ITopic<byte[]> topic(String name) {
		return hazelcast.getTopic(name);
	}

	private static Optional<NodeName> node(Member member) {
		return Optional.ofNullable(member.getAttribute(HazelcastSettings.NODE)).map(NodeName::new);
	}

	/** Hazelcast's own timeouts add up (retries, backups, partitions on the move): nobody waits longer than this. */
	private <T> Optional<T> bounded(String what, Callable<T> operation) {
		FutureTask<T> task = new FutureTask<>(operation);
		Thread worker = Thread.ofVirtual().name("live " + what).start(task);
		try {
			return Optional.of(Objects.requireNonNull(task.get(PATIENCE_SECONDS, TimeUnit.SECONDS)));
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			LOG.log(Level.DEBUG, "interrupted: " + what, e);
		} catch (TimeoutException e) {
			LOG.log(Level.WARNING, "dropped, the members do not answer: " + what, e);
		} catch (ExecutionException e) {
			Level level = e.getCause() instanceof HazelcastInstanceNotActiveException ? Level.DEBUG : Level.WARNING;
			LOG.log(level, "dropped: " + what, e.getCause());
		}
		worker.interrupt();
		return Optional.empty();
	}

	/** A listener's bug must not end Hazelcast's thread. */
	private static void guarded(String what, Runnable listener) {
		try {
			listener.run();
		} catch (RuntimeException e) {
			LOG.log(Level.ERROR, "a listener of " + what + " failed", e);
		}
	}
}
