// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.understudy.agent.replication.ReplicationEvent.Offered;
import org.understudy.agent.replication.ReplicationEvent.Retargeted;
import org.understudy.core.port.EpochTransfer;
import org.understudy.core.port.Keeping;
import org.understudy.core.port.Mesh;
import org.understudy.core.replication.TargetPolicy.Targets;
import org.understudy.model.NodeName;

/**
 * The secondaries of one application: a lane to each that is wanted and alive. Used by one thread, the one that captures; lanes tell
 * on threads of their own.
 */
public final class Replicas implements AutoCloseable {

	private final Way way;
	private final Supplier<Targets> wanted;
	private final Consumer<ReplicationEvent> events;
	private final Map<NodeName, ReplicaLane> lanes = new LinkedHashMap<>();
	private final ReentrantLock lock = new ReentrantLock();
	private final Condition hungry = lock.newCondition();
	private Targets targets;

	/**
	 * How epochs get to another node.
	 *
	 * @param keeping what is to be kept there now
	 */
	public record Way(Mesh mesh, EpochTransfer transfer, Supplier<Keeping> keeping) {

		public Way with(Supplier<Keeping> other) {
			return new Way(mesh, transfer, other);
		}
	}

	/**
	 * Nothing is open yet.
	 *
	 * @param wanted tells which nodes are to have a replica now
	 * @param events gets what happens; returns at once
	 */
	public Replicas(Way way, Supplier<Targets> wanted, Consumer<ReplicationEvent> events) {
		this.way = way;
		this.wanted = wanted;
		this.events = events;
	}

	/** Opens and closes lanes as nodes come and go. @return whether there is any */
	public boolean refresh() {
		Targets now = wanted.get();
		if (!now.equals(targets)) {
			targets = now;
			events.accept(new Retargeted(now));
		}
		Iterator<ReplicaLane> open = lanes.values().iterator();
		while (open.hasNext()) {
			ReplicaLane lane = open.next();
			if (!now.chosen().contains(lane.node())) {
				lane.close();
				open.remove();
			}
		}
		now.chosen().forEach(node -> lanes.computeIfAbsent(node.name(), _ -> new ReplicaLane(way, node, events, this::wake)));
		return !lanes.isEmpty();
	}

	private void wake() {
		lock.lock();
		try {
			hungry.signalAll();
		} finally {
			lock.unlock();
		}
	}

	/**
	 * Waits until at least one secondary would take an epoch at once: an earlier capture would pause the application for nothing.
	 *
	 * @return whether one would; else the patience is over
	 */
	public boolean awaitHungry(Duration patience) throws InterruptedException {
		long end = System.nanoTime() + patience.toNanos();
		lock.lock();
		try {
			// looked at again now and then: a lane that rests after a failure does not say when it has
			while (lanes.values().stream().noneMatch(ReplicaLane::isHungry)) {
				long left = end - System.nanoTime();
				if (left <= 0) {
					return false;
				}
				hungry.await(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)), TimeUnit.NANOSECONDS);
			}
			return true;
		} finally {
			lock.unlock();
		}
	}

	/** Gives an epoch to every lane, to be sent now or when the lane is ready; lets go of the caller's hold. */
	public void offer(CapturedEpoch epoch) {
		List<ReplicaLane> all = new ArrayList<>(lanes.values());
		events.accept(new Offered(epoch.record(), all.stream().map(lane -> lane.node().name()).toList()));
		all.forEach(lane -> lane.offer(epoch));
		epoch.release();
	}

	/** Ends all lanes, and waits a little for them: what they hold of captures goes with them. */
	@Override
	public void close() {
		lanes.values().forEach(ReplicaLane::close);
		try {
			for (ReplicaLane lane : lanes.values()) {
				lane.join(Duration.ofSeconds(2));
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		lanes.clear();
	}
}
