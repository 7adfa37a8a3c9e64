// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.door;

import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

import org.understudy.api.AdministrationEvents;
import org.understudy.model.ClusterSnapshot;

/**
 * Sends events to one client on a thread of its own: a slow client delays nobody. Only the newest snapshot waits; when too many
 * other events wait, the oldest are dropped (the client sees the gap in a graph's sequence and asks again).
 */
final class Feed implements AutoCloseable {

	private static final System.Logger LOG = System.getLogger(Feed.class.getName());
	private static final int WAITING = 200;

	private final AdministrationEvents client;
	private final AtomicReference<ClusterSnapshot> snapshot = new AtomicReference<>();
	private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(WAITING);
	private final Thread sender;

	Feed(AdministrationEvents client) {
		this.client = client;
		this.sender = Thread.ofVirtual().name("events").start(this::send);
	}

	AdministrationEvents client() {
		return client;
	}

	void snapshot(ClusterSnapshot newest) {
		if (snapshot.getAndSet(newest) == null) {
			add(this::sendSnapshot);
		}
	}

	private void sendSnapshot() {
		ClusterSnapshot newest = snapshot.getAndSet(null);
		if (newest != null) {
			client.clusterChanged(newest);
		}
	}

	void add(Runnable event) {
		while (!waiting.offer(event)) {
			waiting.poll();
			snapshot.set(null); // its message may be the one that was dropped: the next snapshot queues another
		}
	}

	private void send() {
		try {
			while (true) {
				waiting.take().run();
			}
		} catch (InterruptedException e) {
			LOG.log(Level.DEBUG, "client left", e);
		} catch (RuntimeException e) {
			LOG.log(Level.DEBUG, "client cannot be reached any more", e);
		}
	}

	@Override
	public void close() {
		sender.interrupt();
	}
}
