// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.model.ProblemException;

class KnownHostsTest {

	private static final HostAddress HOST = new HostAddress("root", "10.0.0.1", 2222);
	private static final HostKey KEY = new HostKey("ssh-ed25519", "AAAA", "SHA256:a");
	private static final HostKey OTHER = new HostKey("ssh-ed25519", "BBBB", "SHA256:b");

	@TempDir
	Path directory;
	private Path file;
	private KnownHosts known;

	@BeforeEach
	void makeFile() {
		file = directory.resolve("a/known_hosts");
		known = new KnownHosts(file);
	}

	@Test
	void unknownKeyTellsItsFingerprint() throws ProblemException {
		var problem = known.judge(HOST, KEY).orElseThrow();
		assertEquals("host-key-unknown", problem.code());
		assertEquals("ssh-ed25519 SHA256:a", problem.cause());
	}

	@Test
	void pinnedKeyIsTrustedAndWrittenAsOpensshDoes() throws ProblemException, IOException {
		known.pin(HOST, KEY);
		known.pin(HOST, KEY);
		assertEquals(List.of("[10.0.0.1]:2222 ssh-ed25519 AAAA"), Files.readAllLines(file));
		assertTrue(new KnownHosts(file).judge(HOST, KEY).isEmpty());
	}

	@Test
	void changedKeyIsRefusedAndCannotBePinnedOver() throws ProblemException {
		known.pin(HOST, KEY);
		assertEquals("host-key-changed", known.judge(HOST, OTHER).orElseThrow().code());
		assertEquals("host-key-changed", assertThrows(ProblemException.class, () -> known.pin(HOST, OTHER)).problem().code());
		HostKey otherKind = new HostKey("ecdsa-sha2-nistp256", "CCCC", "SHA256:c");
		assertEquals("host-key-changed", known.judge(HOST, otherKind).orElseThrow().code(), "a key of another kind is no way around");
	}

	@Test
	void anotherPortIsAnotherHost() throws ProblemException {
		known.pin(HOST, KEY);
		assertEquals("host-key-unknown", known.judge(new HostAddress("root", "10.0.0.1", 22), KEY).orElseThrow().code());
	}

	@Test
	void forgettingLeavesOthersAndComments() throws ProblemException, IOException {
		Files.createDirectories(file.getParent());
		Files.write(file, List.of("# ours", "x,10.0.0.9 ssh-ed25519 AAAA comment"));
		known.pin(HOST, KEY);
		known.forget(HOST);
		assertEquals(List.of("# ours", "x,10.0.0.9 ssh-ed25519 AAAA comment"), Files.readAllLines(file));
		assertTrue(known.judge(new HostAddress("root", "10.0.0.9", 22), KEY).isEmpty());
	}
}
