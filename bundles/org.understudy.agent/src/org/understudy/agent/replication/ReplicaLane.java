// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.replication;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.understudy.agent.replication.ReplicationEvent.Failed;
import org.understudy.agent.replication.ReplicationEvent.Held;
import org.understudy.agent.replication.ReplicationEvent.Skipped;
import org.understudy.agent.replication.Replicas.Way;
import org.understudy.core.port.EpochShipper;
import org.understudy.core.port.EpochShipper.Shipment;
import org.understudy.core.port.EpochTransfer.PreparedEpoch;
import org.understudy.core.port.Mesh;
import org.understudy.model.NodeConfig;
import org.understudy.model.ProblemException;

/**
 * The way to one secondary, with a thread and a place to wait of its own: nobody waits for it, and it waits for nobody. At most one
 * epoch is on its way and one waits; a newer one takes the waiting one's place. A platform thread, because hashing and compressing
 * would hold up the few carriers of virtual ones, on which the lease is renewed.
 */
final class ReplicaLane implements AutoCloseable {

	private static final System.Logger LOG = System.getLogger(ReplicaLane.class.getName());
	private static final Duration CONNECT = Duration.ofSeconds(2);
	/** After failures the next attempt waits, twice as long each time: an application is not paused for what will fail again. */
	private static final Duration FIRST_WAIT = Duration.ofMillis(500);
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	private final Way way;
	private final NodeConfig node;
	private final Consumer<ReplicationEvent> events;
	private final Runnable ready;
	private final ReentrantLock lock = new ReentrantLock();
	private final Condition changed = lock.newCondition();
	private final Thread thread;
	private CapturedEpoch waiting;
	private boolean busy;
	private int failures;
	private long notBefore = System.nanoTime();
	private boolean stopped;
	private Mesh.Link link;
	private EpochShipper shipper;

	/**
	 * Begins to wait for epochs.
	 *
	 * @param events gets what happens, on this lane's thread
	 * @param ready  is called when it could take an epoch at once
	 */
	ReplicaLane(Way way, NodeConfig node, Consumer<ReplicationEvent> events, Runnable ready) {
		this.way = way;
		this.node = node;
		this.events = events;
		this.ready = ready;
		this.thread = Thread.ofPlatform().name("replica on " + node.name()).daemon().start(this::run);
	}

	NodeConfig node() {
		return node;
	}

	/** Whether an epoch would be on its way at once. */
	boolean isHungry() {
		lock.lock();
		try {
			return !stopped && !busy && waiting == null && System.nanoTime() - notBefore >= 0;
		} finally {
			lock.unlock();
		}
	}

	/** Gives it an epoch, now or when it is ready for one. */
	void offer(CapturedEpoch epoch) {
		CapturedEpoch displaced;
		lock.lock();
		try {
			displaced = stopped ? null : waiting;
			waiting = stopped ? waiting : epoch.retain();
			changed.signal();
		} finally {
			lock.unlock();
		}
		skip(displaced);
	}

	private void skip(CapturedEpoch epoch) {
		if (epoch != null) {
			events.accept(new Skipped(node.name(), epoch.label().epoch()));
			epoch.release();
		}
	}

	private void run() {
		for (CapturedEpoch epoch = next(); epoch != null; epoch = next()) {
			try {
				ship(epoch);
			} catch (RuntimeException e) {
				LOG.log(Level.ERROR, "a bug on the way to " + node.name(), e);
				failed();
			} finally {
				epoch.release();
				idle();
			}
		}
		disconnect();
	}

	/** The next epoch; null when the lane has ended. */
	private CapturedEpoch next() {
		lock.lock();
		try {
			while (!stopped && (waiting == null || System.nanoTime() - notBefore < 0)) {
				if (waiting == null) {
					changed.await();
				} else {
					changed.await(notBefore - System.nanoTime(), TimeUnit.NANOSECONDS);
				}
			}
			CapturedEpoch taken = waiting;
			waiting = null;
			busy = taken != null && !stopped;
			if (stopped && taken != null) {
				taken.release();
			}
			return stopped ? null : taken;
		} catch (InterruptedException e) {
			throw new IllegalStateException("nobody interrupts it", e);
		} finally {
			lock.unlock();
		}
	}

	private void idle() {
		lock.lock();
		try {
			busy = false;
		} finally {
			lock.unlock();
		}
		ready.run();
	}

	private void ship(CapturedEpoch epoch) {
		try {
			PreparedEpoch prepared = epoch.prepare(way.transfer());
			connect();
			Shipment shipment;
			try (Overdue _ = new Overdue(shipper::progress, link::close)) {
				shipment = shipper.ship(prepared, way.keeping().get());
			}
			succeeded();
			events.accept(new Held(node.name(), epoch.label().epoch(), prepared.took(), shipment));
		} catch (ProblemException e) {
			disconnect();
			failed();
			if (!isStopped()) {
				events.accept(new Failed(node.name(), epoch.label().epoch(), e.problem()));
			}
		}
	}

	private void succeeded() {
		lock.lock();
		try {
			failures = 0;
		} finally {
			lock.unlock();
		}
	}

	/** The first failure costs no time: a stream breaks when the other agent starts again, and then the next attempt succeeds. */
	private void failed() {
		lock.lock();
		try {
			Duration wait = failures == 0 ? Duration.ZERO : FIRST_WAIT.multipliedBy(1L << Math.min(10, failures - 1));
			notBefore = System.nanoTime() + Math.min(wait.toNanos(), LONGEST_WAIT.toNanos());
			failures++;
		} finally {
			lock.unlock();
		}
	}

	private boolean isStopped() {
		lock.lock();
		try {
			return stopped;
		} finally {
			lock.unlock();
		}
	}

	private void connect() throws ProblemException {
		if (link != null) {
			return;
		}
		Mesh.Link opened = way.mesh().connect(node, Mesh.EPOCHS, CONNECT);
		lock.lock();
		try {
			link = opened;
			shipper = shipper == null ? way.transfer().open(opened.in(), opened.out()) : shipper.over(opened.in(), opened.out());
			if (stopped) {
				opened.close();
			}
		} finally {
			lock.unlock();
		}
	}

	private void disconnect() {
		lock.lock();
		try {
			if (link != null) {
				shipper.close();
				link.close();
				link = null;
			}
		} finally {
			lock.unlock();
		}
	}

	/** Ends it; what is on its way breaks off. */
	@Override
	public void close() {
		lock.lock();
		try {
			stopped = true;
			changed.signal();
			if (link != null) {
				link.close();
			}
		} finally {
			lock.unlock();
		}
	}

	boolean join(Duration patience) throws InterruptedException {
		return thread.join(patience);
	}
}
