// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** One connection on which a question goes out every ten milliseconds, whatever comes back; remembers the longest time without an answer. */
final class SteadyClient implements AutoCloseable {

	private static final byte[] QUESTION = "*1\r\n$4\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII);
	private static final Duration EVERY = Duration.ofMillis(10);

	private final Socket socket = new Socket();
	private volatile boolean open = true;
	private volatile String broken = "";
	private long answers;
	private long last = System.nanoTime();
	private long longest;

	static SteadyClient connect(String host, int port) throws IOException {
		SteadyClient client = new SteadyClient();
		client.socket.setTcpNoDelay(true);
		client.socket.connect(new InetSocketAddress(host, port), 5000);
		Thread.ofPlatform().daemon().name("asks").start(client::ask);
		Thread.ofPlatform().daemon().name("hears").start(client::hear);
		return client;
	}

	private void ask() {
		try {
			OutputStream out = socket.getOutputStream();
			while (open) {
				out.write(QUESTION);
				LockSupport.parkNanos(EVERY.toNanos());
			}
		} catch (IOException e) {
			breaks(e.toString());
		}
	}

	private void hear() {
		try {
			InputStream in = socket.getInputStream();
			for (int c = in.read(); open; c = in.read()) {
				if (c < 0) {
					breaks("closed by the other side");
					return;
				}
				if (c == '\n') {
					heard();
				}
			}
		} catch (IOException e) {
			breaks(e.toString());
		}
	}

	private void breaks(String why) {
		if (open) {
			broken = why;
		}
	}

	private synchronized void heard() {
		long now = System.nanoTime();
		longest = Math.max(longest, now - last);
		last = now;
		answers++;
	}

	/** The longest time between two answers since the last call, or since the last answer when that is longer. */
	synchronized Duration gap() {
		long gap = Math.max(longest, System.nanoTime() - last);
		longest = 0;
		return Duration.ofNanos(gap);
	}

	synchronized long answers() {
		return answers;
	}

	/** Why the connection ended; empty while it stands. */
	String broken() {
		return broken;
	}

	@Override
	public void close() throws IOException {
		open = false;
		socket.close();
	}
}
