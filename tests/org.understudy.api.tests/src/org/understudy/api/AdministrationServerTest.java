// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.api.AdministrationClient.Agent;
import org.understudy.api.AdministrationClient.Caller;
import org.understudy.api.AdministrationServer.Door;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** A real SSH server and client on the loopback interface. */
@Timeout(60)
class AdministrationServerTest {

	@TempDir
	Path directory;
	private final BlockingQueue<String> actors = new LinkedBlockingQueue<>();
	private final BlockingQueue<String> gone = new LinkedBlockingQueue<>();
	private volatile AdministrationEvents client;
	private final ScriptedAgent agent = new ScriptedAgent();
	private AdministrationServer server;
	private KeyPair key;

	@BeforeEach
	void start() throws Exception {
		key = SshKeys.loadOrCreate(directory.resolve("id"), "ann@desk");
		Files.copy(directory.resolve("id.pub"), directory.resolve("authorized_keys"));
		server = new AdministrationServer(door(0), this::session);
		server.start();
	}

	private Door door(int port) {
		return new Door("127.0.0.1", port, directory.resolve("host_key"), directory.resolve("authorized_keys"));
	}

	private AdministrationSession session(String actor) {
		actors.add(actor);
		return new AdministrationSession() {
			@Override
			public AdministrationApi api() {
				return agent;
			}

			@Override
			public void connected(AdministrationEvents events) {
				client = events;
			}

			@Override
			public void close() {
				gone.add(actor);
			}
		};
	}

	@AfterEach
	void stop() {
		server.close();
	}

	private AdministrationClient connect(String hostKey, KeyPair with, AdministrationEvents events) throws ProblemException {
		return AdministrationClient.connect(new Agent("127.0.0.1", server.port(), hostKey), caller(with), events);
	}

	private static Caller caller(KeyPair key) {
		return new Caller(key, new AdministrationApi.Hello("test", "0.1.0"), Duration.ofSeconds(20));
	}

	private static Problem refused(org.junit.jupiter.api.function.Executable action) {
		return assertThrows(ProblemException.class, action).problem();
	}

	@Test
	void authenticatedKeyGetsItsSessionAndEvents() throws Exception {
		RpcTest.RecordedEvents events = new RpcTest.RecordedEvents();
		try (AdministrationClient connected = connect(server.hostKey(), key, events)) {
			assertEquals("ann@desk " + SshKeys.fingerprint(key.getPublic()), actors.poll(5, TimeUnit.SECONDS));
			assertEquals("alpha", connected.welcome().node());
			assertEquals(Samples.CLUSTER, connected.api().configuration().get(5, TimeUnit.SECONDS));
			assertEquals(5_000_000, connected.api().report(new AdministrationApi.ReportRequest("x", "html")).get().content().length());
			client.runChanged(Samples.RUN);
			assertEquals(Samples.RUN, events.runs.poll(5, TimeUnit.SECONDS));
		}
		assertTrue(gone.poll(5, TimeUnit.SECONDS) != null, "the session was not closed");
	}

	@Test
	void hostKeyIsStableAndPrivate() throws Exception {
		assertEquals(server.hostKey(), new AdministrationServer(door(0), this::session).hostKey());
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("host_key"))));
		assertTrue(server.hostKey().startsWith("ssh-ed25519 "), server.hostKey());
	}

	@Test
	void unknownAndChangedHostKeysAreRefused() throws Exception {
		Problem unknown = refused(() -> connect("", key, new RpcTest.RecordedEvents()));
		assertEquals("host-key-unknown", unknown.code());
		assertEquals(server.hostKey(), unknown.cause());
		assertTrue(unknown.explanation().contains(SshKeys.fingerprint(server.hostKey())), unknown.explanation());
		KeyPair other = SshKeys.loadOrCreate(directory.resolve("other"), "x");
		assertEquals("host-key-changed", refused(() -> connect(SshKeys.text(other.getPublic()), key, new RpcTest.RecordedEvents())).code());
		assertTrue(actors.isEmpty(), "a client that refused the host had logged in");
	}

	@Test
	void unauthorizedKeyIsRefusedUntilTheFileNamesIt() throws Exception {
		KeyPair stranger = SshKeys.loadOrCreate(directory.resolve("stranger"), "bob");
		Problem refused = refused(() -> connect(server.hostKey(), stranger, new RpcTest.RecordedEvents()));
		assertEquals("key-refused", refused.code());
		assertTrue(refused.remedy().contains(SshKeys.text(stranger.getPublic())), refused.remedy());
		Files.writeString(directory.resolve("authorized_keys"),
				"# people\nnot a key\n\n" + Files.readString(directory.resolve("stranger.pub")));
		connect(server.hostKey(), stranger, new RpcTest.RecordedEvents()).close();
		assertEquals("key-refused", refused(() -> connect(server.hostKey(), key, new RpcTest.RecordedEvents())).code());
	}

	@Test
	void nobodyThereIsUnreachableAndSilenceIsTimeout() throws Exception {
		String hostKey = server.hostKey();
		int port = server.port();
		server.close();
		Agent dead = new Agent("127.0.0.1", port, hostKey);
		assertEquals("unreachable", refused(() -> AdministrationClient.connect(dead, caller(key), new RpcTest.RecordedEvents())).code());
		try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			Agent mute = new Agent("127.0.0.1", silent.getLocalPort(), hostKey);
			Caller hasty = new Caller(key, new AdministrationApi.Hello("test", "0.1.0"), Duration.ofMillis(700));
			assertEquals("timeout", refused(() -> AdministrationClient.connect(mute, hasty, new RpcTest.RecordedEvents())).code());
		}
	}

	@Test
	void otherMajorVersionIsRefused() {
		Caller old = new Caller(key, new AdministrationApi.Hello("test", "9.0.0"), Duration.ofSeconds(20));
		Agent here = new Agent("127.0.0.1", server.port(), server.hostKey());
		assertEquals("version-mismatch", refused(() -> AdministrationClient.connect(here, old, new RpcTest.RecordedEvents())).code());
	}

	@Test
	void stoppedServerFailsPendingAnswers() throws Exception {
		AdministrationClient connected = connect(server.hostKey(), key, new RpcTest.RecordedEvents());
		CompletableFuture<ClusterSnapshot> pending = connected.api().cluster();
		server.close();
		assertEquals("connection-lost", RpcTest.problemOf(pending).code());
		connected.closed().get(5, TimeUnit.SECONDS);
	}

	@Test
	void usedPortIsAProblem() throws Exception {
		try (AdministrationServer second = new AdministrationServer(door(server.port()), this::session)) {
			Problem problem = refused(second::start);
			assertEquals("port-in-use", problem.code());
			assertTrue(problem.summary().contains(String.valueOf(server.port())), problem.summary());
		}
	}

	@Test
	void offersNoShellNoCommandsNoForwarding() throws Exception {
		try (SshClient ssh = SshClient.setUpDefaultClient()) {
			ssh.setServerKeyVerifier((_, _, _) -> true);
			ssh.setHostConfigEntryResolver(org.apache.sshd.client.config.hosts.HostConfigEntryResolver.EMPTY);
			ssh.setKeyIdentityProvider(org.apache.sshd.common.keyprovider.KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
			CoreModuleProperties.HEARTBEAT_INTERVAL.set(ssh, Duration.ofSeconds(2));
			CoreModuleProperties.HEARTBEAT_REQUEST.set(ssh, "keepalive@openssh.com");
			CoreModuleProperties.REQUEST_EXEC_REPLY.set(ssh, true);
			CoreModuleProperties.REQUEST_SHELL_REPLY.set(ssh, true);
			ssh.start();
			try (ClientSession session = ssh.connect("root", "127.0.0.1", server.port()).verify(10_000).getSession()) {
				session.addPublicKeyIdentity(key);
				session.auth().verify(10_000);
				assertRefused(session.createExecChannel("id"));
				assertRefused(session.createShellChannel());
				assertRefused(session.createSubsystemChannel("sftp"));
				SshdSocketAddress here = new SshdSocketAddress("127.0.0.1", server.port());
				assertThrows(java.io.IOException.class, () -> session.createDirectTcpipChannel(here, here).open().verify(5_000));
				assertThrows(java.io.IOException.class,
						() -> session.startRemotePortForwarding(new SshdSocketAddress("127.0.0.1", 0), here));
				assertTrue(session.isOpen(), "refused because the session had ended");
				assertTrue(session.getNegotiatedKexParameter(KexProposalOption.C2SENC).contains("gcm"));
			}
		}
	}

	/** Either the request is refused, or the channel ends without a word of output. */
	private static void assertRefused(ClientChannel channel) throws Exception {
		java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
		channel.setOut(out);
		try (channel) {
			channel.open().verify(5_000);
			assertTrue(channel.waitFor(java.util.EnumSet.of(ClientChannelEvent.CLOSED), 5_000).contains(ClientChannelEvent.CLOSED),
					"a channel was opened that offers more than the API");
			assertEquals(0, out.size());
		} catch (java.io.IOException e) {
			assertTrue(!String.valueOf(e.getMessage()).contains("timeout"), e::toString);
		}
		assertTrue(channel.getSession().isOpen(), () -> "the session ended with " + channel);
	}

	@Test
	void frozenClientIsNoticed() throws Exception {
		try (java.net.Socket tap = new java.net.Socket("127.0.0.1", server.port())) {
			tap.setSoTimeout(20_000);
			long begin = System.nanoTime();
			while (tap.getInputStream().read() >= 0) {
				// The server's greeting, then its disconnect.
			}
			assertTrue(System.nanoTime() - begin < 15_000_000_000L, "a silent client was kept too long");
		}
	}
}
