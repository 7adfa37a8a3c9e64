// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.core.port.ServiceProbe;
import org.understudy.model.HealthCheck;
import org.understudy.model.ProblemException;

/**
 * Connects by TCP: through the host's own route for a connected capsule, so that the switch of the address is part of the proof;
 * from within its network namespace for an isolated one, on a platform thread that ends afterwards.
 */
public final class NetnsServiceProbe implements ServiceProbe {

	private static final int ENOUGH = 4096;

	@Override
	public Answer probe(Capsule capsule, HealthCheck check, Duration deadline) {
		Optional<Path> within = capsule.plan().network() == Network.ISOLATED ? Optional.of(capsule.netns()) : Optional.empty();
		String host = capsule.plan().address().split("/", 2)[0];
		FutureTask<Answer> task = new FutureTask<>(() -> within(within, () -> ask(host, check, deadline)));
		Thread thread = Thread.ofPlatform().daemon().name("probe " + capsule.id()).start(task);
		try {
			return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
		} catch (ExecutionException e) {
			return new Answer(false, e.getCause().toString());
		} catch (TimeoutException e) {
			return new Answer(false, "no answer within " + deadline.toMillis() + " ms");
		} catch (InterruptedException e) {
			thread.interrupt();
			Thread.currentThread().interrupt();
			return new Answer(false, "interrupted");
		}
	}

	@FunctionalInterface
	private interface Question {
		Answer ask() throws IOException;
	}

	private static Answer within(Optional<Path> namespace, Question question) throws ProblemException {
		if (namespace.isPresent()) {
			PacketSocket.enterNetworkNamespace(namespace.get());
		}
		try {
			return question.ask();
		} catch (IOException e) {
			return new Answer(false, e.getMessage());
		}
	}

	private static Answer ask(String host, HealthCheck check, Duration deadline) throws IOException {
		int millis = (int) Math.min(Integer.MAX_VALUE, deadline.toMillis());
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.ofLiteral(host), check.port()), millis);
			socket.setSoTimeout(millis);
			if (check.send().isEmpty() && check.expect().isEmpty()) {
				return new Answer(true, "connected");
			}
			socket.getOutputStream().write(check.send().getBytes(StandardCharsets.UTF_8));
			return read(socket, check.expect());
		}
	}

	/** Reads until the expected text is there, the peer ends, or enough was read. */
	private static Answer read(Socket socket, String expect) throws IOException {
		byte[] buffer = new byte[ENOUGH];
		int got = 0;
		while (got < ENOUGH) {
			int n = socket.getInputStream().read(buffer, got, ENOUGH - got);
			got += Math.max(n, 0);
			String text = new String(buffer, 0, got, StandardCharsets.UTF_8);
			if (n < 0 || text.contains(expect)) {
				return new Answer(text.contains(expect), text.strip().lines().findFirst().orElse("an empty answer"));
			}
		}
		return new Answer(false, "answered, but not with " + expect.strip());
	}
}
