// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Assertions;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;

/** Nodes on this machine for tests. */
final class Nodes {

	static final String LOOPBACK = "127.0.0.1";

	private Nodes() {
	}

	static NodeConfig node(String name, String certificate) {
		return new NodeConfig(new NodeName(name), LOOPBACK, false, new NodePorts(freePort(), freePort(), freePort()), certificate, "");
	}

	/**
	 * Taken by nobody a moment ago, and below the range from which the kernel gives ports to outgoing connections: a member that knocks
	 * at one that has not started yet could otherwise get that very port, and be connected to itself.
	 */
	static int freePort() {
		for (int attempt = 0; attempt < 100; attempt++) {
			int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
				return socket.getLocalPort();
			} catch (IOException e) {
				System.getLogger(Nodes.class.getName()).log(System.Logger.Level.DEBUG, "port " + port + " is taken", e);
			}
		}
		throw new IllegalStateException("a hundred ports are taken");
	}

	static void await(String what, Duration within, BooleanSupplier condition) {
		long deadline = System.nanoTime() + within.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > deadline) {
				Assertions.fail("not within " + within + ": " + what);
			}
			LockSupport.parkNanos(20_000_000);
		}
	}
}
