// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.core.port.Mesh.Link;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;

@Timeout(30)
class TlsMeshTest {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	@TempDir
	static Path directory;
	private static MeshIdentity alphas;
	private static MeshIdentity betas;
	private static MeshIdentity mallorys;

	private final List<AutoCloseable> opened = new ArrayList<>();
	private final BlockingQueue<Link> heldByBeta = new LinkedBlockingQueue<>();
	private volatile ClusterConfig cluster;
	private NodeConfig beta;
	private TlsMesh alphaMesh;

	@BeforeAll
	static void identities() throws ProblemException {
		alphas = MeshIdentity.loadOrCreate(directory.resolve("alpha"), new NodeName("alpha"));
		betas = MeshIdentity.loadOrCreate(directory.resolve("beta"), new NodeName("beta"));
		mallorys = MeshIdentity.loadOrCreate(directory.resolve("mallory"), new NodeName("mallory"));
	}

	@BeforeEach
	void meshOfTwo() throws ProblemException {
		NodeConfig alpha = Nodes.node("alpha", alphas.fingerprint());
		beta = Nodes.node("beta", betas.fingerprint());
		cluster = new ClusterConfig("test", 1, List.of(alpha, beta));
		alphaMesh = mesh(alphas, alpha);
		TlsMesh betaMesh = mesh(betas, beta);
		betaMesh.serve("echo", link -> echo(link));
		betaMesh.serve("hold", link -> {
			heldByBeta.add(link);
			readUntilEnd(link);
		});
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable closeable : opened) {
			closeable.close();
		}
	}

	@Test
	void anIdentityIsMadeOnceForItsOwnerOnly() throws Exception {
		assertEquals(alphas.fingerprint(), MeshIdentity.loadOrCreate(directory.resolve("alpha"), new NodeName("alpha")).fingerprint());
		assertFalse(alphas.fingerprint().equals(betas.fingerprint()));
		assertTrue(alphas.fingerprint().matches("[0-9a-f]{64}"));
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("alpha/mesh.p12"))));
		assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("alpha"))));
		try (var files = Files.list(directory.resolve("alpha"))) {
			assertEquals(1, files.count());
		}
	}

	@Test
	void aDamagedIdentityIsAProblem() throws Exception {
		Path damaged = Files.createDirectory(directory.resolve("damaged"));
		Files.writeString(damaged.resolve("mesh.p12"), "torn");
		assertEquals("mesh-identity-unusable", assertThrows(ProblemException.class,
				() -> MeshIdentity.loadOrCreate(damaged, new NodeName("alpha"))).problem().code());
	}

	@Test
	void carriesBytesBothWaysAndNamesThePeer() throws Exception {
		byte[] message = new byte[300_000];
		new java.util.Random(7).nextBytes(message);
		try (Link link = alphaMesh.connect(beta, "echo", PATIENCE)) {
			assertEquals(new NodeName("beta"), link.peer());
			Thread.ofVirtual().start(() -> write(link, message));
			assertArrayEquals(message, link.in().readNBytes(message.length));
		}
		try (Link _ = alphaMesh.connect(beta, "hold", PATIENCE)) {
			assertEquals(new NodeName("alpha"), heldByBeta.poll(5, TimeUnit.SECONDS).peer());
		}
	}

	@Test
	void aClientWhoseCertificateIsNotPinnedIsRefusedEveryTime() throws Exception {
		TlsMesh mallory = mesh(mallorys, Nodes.node("mallory", mallorys.fingerprint()));
		for (int i = 0; i < 100; i++) {
			ProblemException refused = assertThrows(ProblemException.class, () -> mallory.connect(beta, "hold", PATIENCE));
			assertEquals("peer-not-trusted", refused.problem().code(), "attempt " + i + ": " + refused.problem());
		}
		assertTrue(heldByBeta.isEmpty());
	}

	@Test
	void aServerWithAnotherCertificateThanPinnedIsRefused() {
		NodeConfig impostor = new NodeConfig(beta.name(), beta.address(), false, beta.ports(), mallorys.fingerprint(), "");
		assertEquals("peer-not-trusted", assertThrows(ProblemException.class,
				() -> alphaMesh.connect(impostor, "hold", PATIENCE)).problem().code());
	}

	@Test
	void aPinThatIsTakenAwayCountsFromTheNextConnection() throws Exception {
		alphaMesh.connect(beta, "hold", PATIENCE).close();
		cluster = cluster.without(new NodeName("alpha"));
		assertEquals("peer-not-trusted", assertThrows(ProblemException.class,
				() -> alphaMesh.connect(beta, "hold", PATIENCE)).problem().code());
	}

	@Test
	void anUnknownServiceIsRefused() {
		assertEquals("mesh-service-unknown", assertThrows(ProblemException.class,
				() -> alphaMesh.connect(beta, "nonsense", PATIENCE)).problem().code());
	}

	@Test
	void nobodyThereIsUnreachable() {
		assertEquals("peer-unreachable", assertThrows(ProblemException.class,
				() -> alphaMesh.connect(Nodes.node("gone", "00"), "echo", PATIENCE)).problem().code());
	}

	@Test
	void aPeerThatAcceptsAndSaysNothingIsUnreachableInTime() throws Exception {
		NodeConfig silent = Nodes.node("silent", "00");
		try (ServerSocket _ = new ServerSocket(silent.ports().mesh())) {
			long began = System.nanoTime();
			ProblemException problem = assertThrows(ProblemException.class,
					() -> alphaMesh.connect(silent, "echo", Duration.ofMillis(500)));
			assertEquals("peer-unreachable", problem.problem().code(), problem.problem().toString());
			assertTrue(Duration.ofNanos(System.nanoTime() - began).toMillis() < 3000);
		}
	}

	@Test
	void aPortInUseIsAProblem() {
		assertEquals("mesh-port-unavailable", assertThrows(ProblemException.class, () -> mesh(betas, beta)).problem().code());
	}

	@Test
	void closingALinkWakesTheReadersOfBothEnds() throws Exception {
		Link link = alphaMesh.connect(beta, "hold", PATIENCE);
		Link far = heldByBeta.poll(5, TimeUnit.SECONDS);
		CompletableFuture<Boolean> woken = CompletableFuture.supplyAsync(() -> readUntilEnd(link), Thread::startVirtualThread);
		CompletableFuture<Boolean> wokenFar = CompletableFuture.supplyAsync(() -> readUntilEnd(far), Thread::startVirtualThread);
		link.close();
		link.close();
		assertTrue(woken.get(1, TimeUnit.SECONDS));
		assertTrue(wokenFar.get(1, TimeUnit.SECONDS));
	}

	/** The trap: SSLSocket.close waits behind a writer that waits for a peer which does not read. */
	@Test
	void closingDoesNotWaitForAStuckWriter() throws Exception {
		NodeConfig node = Nodes.node("stuck", betas.fingerprint());
		TlsMesh server = mesh(betas, node);
		CompletableFuture<Void> never = new CompletableFuture<>();
		server.serve("deaf", _ -> never.join());
		Link link = alphaMesh.connect(node, "deaf", PATIENCE);
		CompletableFuture<Boolean> writer = CompletableFuture.supplyAsync(() -> write(link, new byte[64 << 20]), Thread::startVirtualThread);
		assertThrows(java.util.concurrent.TimeoutException.class, () -> writer.get(500, TimeUnit.MILLISECONDS));
		long began = System.nanoTime();
		link.close();
		assertTrue(Duration.ofNanos(System.nanoTime() - began).toMillis() < 500);
		assertFalse(writer.get(1, TimeUnit.SECONDS));
		never.complete(null);
	}

	@Test
	void closingTheMeshClosesItsLinks() throws Exception {
		Link link = alphaMesh.connect(beta, "hold", PATIENCE);
		CompletableFuture<Boolean> woken = CompletableFuture.supplyAsync(() -> readUntilEnd(link), Thread::startVirtualThread);
		alphaMesh.close();
		assertTrue(woken.get(1, TimeUnit.SECONDS));
	}

	private TlsMesh mesh(MeshIdentity identity, NodeConfig node) throws ProblemException {
		TlsMesh mesh = new TlsMesh(identity, () -> cluster, new InetSocketAddress(node.address(), node.ports().mesh()));
		opened.add(mesh);
		return mesh;
	}

	private static void echo(Link link) {
		try {
			link.in().transferTo(link.out());
		} catch (IOException _) {
			// the other end is done
		}
	}

	private static boolean readUntilEnd(Link link) {
		try {
			while (link.in().read() >= 0) {
				continue;
			}
			return true;
		} catch (IOException _) {
			return true;
		}
	}

	private static boolean write(Link link, byte[] bytes) {
		try {
			link.out().write(bytes);
			return true;
		} catch (IOException _) {
			return false;
		}
	}
}
