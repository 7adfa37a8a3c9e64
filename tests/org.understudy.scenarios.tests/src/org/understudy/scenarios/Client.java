// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.scenarios;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes numbered values all the time, about a hundred a second, and keeps when each answer came; comes back by itself when the
 * service does. Runs on a platform thread.
 */
final class Client implements AutoCloseable {

	private static final int PATIENCE = 250;
	private static final long PAUSE = 10_000_000;

	/** One acknowledged write: the counter's value and when its answer came, by {@link System#nanoTime}. */
	record Write(long value, long at) {
	}

	private final String host;
	private final int port;
	private final List<Write> writes = new ArrayList<>();
	private final Thread thread;
	private volatile boolean over;

	Client(String host, int port) {
		this.host = host;
		this.port = port;
		this.thread = Thread.ofPlatform().daemon().name("client").start(this::write);
	}

	private void write() {
		while (!over) {
			try (Redis redis = new Redis(host, port, PATIENCE)) {
				while (!over) {
					keep(Long.parseLong(redis.ask("INCR numbered")));
					LockSupport.parkNanos(PAUSE);
				}
			} catch (IOException | NumberFormatException | StringIndexOutOfBoundsException e) {
				LockSupport.parkNanos(PAUSE);
			}
		}
	}

	private synchronized void keep(long value) {
		writes.add(new Write(value, System.nanoTime()));
	}

	synchronized List<Write> writes() {
		return List.copyOf(writes);
	}

	synchronized long newest() {
		return writes.isEmpty() ? 0 : writes.getLast().value();
	}

	/** When the first write was answered after that moment; 0 while none was. */
	synchronized long firstAfter(long moment) {
		return writes.stream().filter(w -> w.at() - moment > 0).mapToLong(Write::at).findFirst().orElse(0);
	}

	@Override
	public void close() {
		over = true;
		try {
			thread.join(2000);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
