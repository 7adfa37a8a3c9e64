// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.model.ProblemException;

/** Against the system's own sshd. */
@Timeout(60)
class HostSessionTest {

	private static final Duration SOON = Duration.ofSeconds(10);

	@TempDir
	Path directory;
	private SshServer server;
	private HostConnector connector;

	@BeforeEach
	void start() throws IOException, InterruptedException {
		SshServer.assumePossible();
		server = SshServer.start(directory);
		connector = new HostConnector(new KnownHosts(directory.resolve("known")), SOON);
	}

	@AfterEach
	void stop() throws InterruptedException {
		if (server != null) {
			server.close();
		}
	}

	private HostSession open() throws ProblemException {
		return connector.open(server.address, server.credentials());
	}

	private HostKey pin() throws ProblemException {
		HostKey key = connector.ask(server.address);
		connector.known().pin(server.address, key);
		return key;
	}

	@Test
	void unknownKeyIsRefusedShownAndAcceptedOncePinned() throws ProblemException, IOException, InterruptedException {
		var refusal = assertThrows(ProblemException.class, this::open).problem();
		assertEquals("host-key-unknown", refusal.code());
		assertEquals("ssh-ed25519 " + server.hostFingerprint(), refusal.cause());
		assertEquals(server.hostFingerprint(), pin().fingerprint());
		try (HostSession session = open()) {
			assertEquals("hello\n", session.exec("echo hello", SOON).out());
		}
	}

	@Test
	void changedKeyIsRefused() throws ProblemException, IOException, InterruptedException {
		pin();
		server.stop();
		server.newHostKey();
		server.launch();
		assertEquals("host-key-changed", assertThrows(ProblemException.class, this::open).problem().code());
	}

	@Test
	void wrongKeyAndNobodyThereAreToldApart() throws ProblemException, IOException, InterruptedException {
		pin();
		Path other = directory.resolve("other");
		new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", other.toString()).start().waitFor();
		var refused = assertThrows(ProblemException.class, () -> connector.open(server.address, HostCredentials.of(other)));
		assertEquals("host-login-refused", refused.problem().code());
		server.stop();
		assertEquals("host-unreachable", assertThrows(ProblemException.class, this::open).problem().code());
	}

	@Test
	void commandsTellExitAndErrorsAndHaveADeadline() throws ProblemException {
		pin();
		try (HostSession session = open()) {
			var output = session.exec(Shell.script("printf '%s' \"$v\"; echo bad >&2; exit 3", "v", "it's $HOME; `x`"), SOON);
			assertEquals(new HostSession.Output(3, "it's $HOME; `x`", "bad\n"), output);
			long began = System.nanoTime();
			var late = assertThrows(ProblemException.class, () -> session.exec("sleep 30", Duration.ofMillis(300)));
			assertEquals("host-command-late", late.problem().code());
			assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 10);
			assertTrue(session.exec("true", SOON).ok(), "the session goes on");
		}
	}

	@Test
	void aCommandCanBeInterrupted() throws ProblemException, InterruptedException {
		pin();
		try (HostSession session = open()) {
			var waiting = new java.util.concurrent.CompletableFuture<String>();
			Thread thread = Thread.ofVirtual().start(() -> {
				try {
					session.exec("sleep 30", Duration.ofSeconds(25));
					waiting.complete("ended");
				} catch (ProblemException e) {
					waiting.complete(e.problem().code());
				}
			});
			thread.interrupt();
			assertEquals("cancelled", waiting.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join());
		}
	}

	@Test
	void treesGoWithModesAndLinks() throws ProblemException, IOException {
		pin();
		Path tree = Files.createDirectories(directory.resolve("tree"));
		Files.createDirectories(tree.resolve("bin/deep"));
		Files.writeString(tree.resolve("bin/run"), "#!/bin/sh\n");
		Files.setPosixFilePermissions(tree.resolve("bin/run"), PosixFilePermissions.fromString("rwxr-x---"));
		Files.write(tree.resolve("bin/deep/big"), new byte[300_000]);
		Files.createSymbolicLink(tree.resolve("link"), Path.of("bin/run"));
		AtomicLong sent = new AtomicLong();
		Path there = directory.resolve("there");
		try (HostSession session = open()) {
			session.putTree(tree, there.toString(), sent::addAndGet);
			session.putText(directory.resolve("secret").toString(), "s");
		}
		assertEquals(300_010, sent.get());
		assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(there.resolve("bin/run"))));
		assertEquals(300_000, Files.size(there.resolve("bin/deep/big")));
		assertEquals(Path.of("bin/run"), Files.readSymbolicLink(there.resolve("link")));
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("secret"))));
		assertFalse(Files.exists(directory.resolve("tree/there")));
	}

	@Test
	void writingWhereNothingCanBeWrittenIsAProblem() throws ProblemException {
		pin();
		try (HostSession session = open()) {
			assertEquals("host-write-failed", assertThrows(ProblemException.class, () -> session.putText("/proc/no", "x")).problem().code());
		}
	}
}
