// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client that goes on writing: counts in {@code story:counter} about fifty times a second and remembers when each value was
 * acknowledged; comes back by itself when the connection breaks. Runs on a thread of its own.
 */
final class Writer implements AutoCloseable {

	static final String COUNTER = "story:counter";
	private static final Duration PATIENCE = Duration.ofMillis(500);
	private static final long PAUSE_MILLIS = 20;

	private final TreeMap<Long, Long> acknowledged = new TreeMap<>();
	private final Thread thread;

	private Writer() {
		thread = Thread.ofVirtual().name("demo-writer").unstarted(this::write);
	}

	static Writer start() {
		Writer writer = new Writer();
		writer.thread.start();
		return writer;
	}

	private void write() {
		while (!Thread.currentThread().isInterrupted()) {
			try (RedisClient client = RedisClient.connect(DemoApplication.HOST, DemoApplication.PORT, PATIENCE)) {
				while (!Thread.currentThread().isInterrupted()) {
					remember(Long.parseLong(client.command("INCR", COUNTER)));
					Thread.sleep(PAUSE_MILLIS);
				}
			} catch (IOException | NumberFormatException e) {
				System.getLogger(Writer.class.getName()).log(System.Logger.Level.DEBUG, "the writer connects again", e);
				if (!rested()) {
					return;
				}
			} catch (InterruptedException _) {
				return;
			}
		}
	}

	private static boolean rested() {
		try {
			Thread.sleep(PAUSE_MILLIS);
			return true;
		} catch (InterruptedException _) {
			return false;
		}
	}

	/** After a takeover the count goes on from an older value: the first acknowledgement of a value is the one that counts. */
	private synchronized void remember(long value) {
		acknowledged.putIfAbsent(value, System.nanoTime());
	}

	synchronized long newest() {
		return acknowledged.isEmpty() ? 0 : acknowledged.lastKey();
	}

	/** When a value was acknowledged first, by {@link System#nanoTime()}, or the next higher one of which that is known. */
	synchronized long when(long value) {
		Map.Entry<Long, Long> entry = acknowledged.ceilingEntry(value);
		return entry == null ? System.nanoTime() : entry.getValue();
	}

	@Override
	public void close() {
		thread.interrupt();
		try {
			thread.join(Duration.ofSeconds(2));
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}
}
