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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.core.port.ServiceProbe;
import org.understudy.linux.process.Command;
import org.understudy.model.HealthCheck;
import org.understudy.model.ProblemException;

/**
 * Asks by TCP, HTTP or a command. Connects through the host's own route for a connected capsule, so that the switch of the address is
 * part of the proof; from within its network namespace for an isolated one, on a platform thread that ends afterwards.
 */
public final class NetnsServiceProbe implements ServiceProbe {

	private static final int ENOUGH = 4096;

	@Override
	public Answer probe(Capsule capsule, HealthCheck check, Duration deadline) {
		if (!check.command().isEmpty()) {
			return execute(capsule, check, deadline);
		}
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
			if (!check.path().isEmpty()) {
				return askHttp(socket, host, check);
			}
			if (check.send().isEmpty() && check.expect().isEmpty()) {
				return new Answer(true, "connected");
			}
			socket.getOutputStream().write(check.send().getBytes(StandardCharsets.UTF_8));
			String text = read(socket, check.expect());
			return new Answer(text.contains(check.expect()), text.strip().lines().findFirst().orElse("an empty answer"));
		}
	}

	/** Its end tells; its network is the application's, so that it sees what clients see there. */
	private static Answer execute(Capsule capsule, HealthCheck check, Duration deadline) {
		try {
			Command.Result result = new Command(check.command(), deadline).after(List.of("nsenter", "--net=" + capsule.netns(), "--")).tryRun();
			String said = result.output().strip().lines().findFirst().orElse("no output");
			boolean expected = result.output().contains(check.expect());
			return new Answer(result.succeeded() && expected, result.succeeded() ? said : "code %d: %s".formatted(result.exitCode(), said));
		} catch (ProblemException e) {
			return new Answer(false, e.problem().summary());
		}
	}

	/** By hand: an HTTP client could not be moved into a namespace with its threads. */
	private static Answer askHttp(Socket socket, String host, HealthCheck check) throws IOException {
		socket.getOutputStream().write("GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: understudy\r\nConnection: close\r\n\r\n"
				.formatted(check.path(), host).getBytes(StandardCharsets.UTF_8));
		String text = read(socket, check.expect().isEmpty() ? "\r\n" : check.expect());
		String status = text.lines().findFirst().orElse("an empty answer");
		boolean good = status.matches("HTTP/1\\.[01] [123]\\d\\d( .*)?");
		return new Answer(good && text.contains(check.expect()), good && !text.contains(check.expect()) ? "answered, but not with "
				+ check.expect().strip() : status);
	}

	/** Reads until the expected text is there, the peer ends, or enough was read. */
	private static String read(Socket socket, String expect) throws IOException {
		byte[] buffer = new byte[ENOUGH];
		int got = 0;
		int n = 0;
		while (got < ENOUGH && n >= 0 && !new String(buffer, 0, got, StandardCharsets.UTF_8).contains(expect)) {
			n = socket.getInputStream().read(buffer, got, ENOUGH - got);
			got += Math.max(n, 0);
		}
		return new String(buffer, 0, got, StandardCharsets.UTF_8);
	}
}
