// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo's own application and its client, over a real socket. */
@Timeout(20)
class LedgerTest {

	private static final Duration SOON = Duration.ofSeconds(5);

	@TempDir
	Path directory;
	private ServerSocket server;

	@BeforeEach
	void start() throws IOException {
		server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
		Ledger ledger = new Ledger(directory.resolve("changes"));
		Thread.ofVirtual().start(() -> {
			try {
				ledger.serve(server);
			} catch (IOException _) {
				// closed by the test
			}
		});
	}

	@AfterEach
	void stop() throws IOException {
		server.close();
	}

	private RedisClient client() throws IOException {
		return RedisClient.connect("127.0.0.1", server.getLocalPort(), SOON);
	}

	@Test
	void speaksWhatTheDemoUses() throws IOException {
		try (RedisClient client = client()) {
			assertEquals("PONG", client.command("PING"));
			assertNull(client.command("GET", "a"));
			assertEquals("OK", client.command("SET", "a", "ä b"));
			assertEquals("ä b", client.command("GET", "a"));
			assertEquals("1", client.command("INCR", "n"));
			assertEquals("2", client.command("incr", "n"));
			assertTrue(assertThrows(IOException.class, () -> client.command("FLUSHALL")).getMessage().contains("ERR"));
		}
	}

	@Test
	void answersInlineAsTheHealthCheckAsks() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", server.getLocalPort())) {
			socket.setSoTimeout(5000);
			socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
			assertEquals("+PONG\r\n", new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII));
		}
	}

	@Test
	void everyChangeIsInTheFileAndReadAgain() throws IOException {
		try (RedisClient client = client()) {
			client.command("SET", "a", "1");
			client.command("INCR", "a");
		}
		assertEquals(List.of("a\t1", "a\t2"), Files.readAllLines(directory.resolve("changes")));
		assertEquals("$1\r\n2\r\n", new Ledger(directory.resolve("changes")).answer(List.of("GET", "a")));
	}

	@Test
	void silenceEndsWithTheDeadline() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				RedisClient client = RedisClient.connect("127.0.0.1", silent.getLocalPort(), Duration.ofMillis(200))) {
			assertThrows(IOException.class, () -> client.command("PING"));
		}
	}
}
