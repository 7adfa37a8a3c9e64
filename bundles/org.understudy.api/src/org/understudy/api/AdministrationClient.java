// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.io.IOException;
import java.net.ConnectException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ChannelSubsystem;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.understudy.api.AdministrationApi.Hello;
import org.understudy.api.AdministrationApi.Welcome;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * A client's connection to one agent. Only the expected host key is accepted. When it ends, for whatever reason, all pending
 * answers fail and {@link #closed()} completes; a silent agent is noticed after {@value #NOTICED_SECONDS} s. Thread-safe.
 */
public final class AdministrationClient implements AutoCloseable {

	static final int NOTICED_SECONDS = 10;

	private final SshClient ssh;
	private final RpcConnection<AdministrationApi> connection;
	private final Welcome welcome;

	/**
	 * An agent to connect to.
	 *
	 * @param host    name or IP address
	 * @param port    of its administration door
	 * @param hostKey its public key in OpenSSH's form; empty when not known: then the connection fails with
	 *                {@code host-key-unknown}, whose {@code cause} is the key that the agent showed, in the same form, and whose
	 *                explanation holds the fingerprint for a person to confirm
	 */
	public record Agent(String host, int port, String hostKey) {

		@Override
		public String toString() {
			return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
		}
	}

	/** Who asks, and how long a connection may take in all. */
	public record Caller(KeyPair key, Hello hello, Duration deadline) {
	}

	private AdministrationClient(SshClient ssh, RpcConnection<AdministrationApi> connection, Welcome welcome) {
		this.ssh = ssh;
		this.connection = connection;
		this.welcome = welcome;
		connection.closed().thenRun(this::stop);
	}

	/** Connects, logs in and says hello; blocks up to the deadline, can be interrupted. */
	public static AdministrationClient connect(Agent agent, Caller caller, AdministrationEvents events) throws ProblemException {
		AtomicReference<Problem> refused = new AtomicReference<>();
		SshClient ssh = client(agent, refused);
		boolean connected = false;
		try {
			Deadline deadline = new Deadline(caller.deadline());
			ClientSession session = login(ssh, agent, caller, deadline);
			AdministrationClient client = open(ssh, session, new Greeting(caller.hello(), events), deadline);
			connected = true;
			return client;
		} catch (IOException e) {
			Problem hostKey = refused.get();
			throw hostKey != null ? hostKey.exception() : new ProblemException(unreachable(agent, e), e);
		} catch (TimeoutException e) {
			throw new ProblemException(timeout(agent), e);
		} finally {
			if (!connected) {
				ssh.stop();
			}
		}
	}

	private static SshClient client(Agent agent, AtomicReference<Problem> refused) {
		// Neither ~/.ssh/config nor its keys nor an SSH agent have a say: the caller named the key.
		SshClient ssh = ClientBuilder.builder().hostConfigEntryResolver(HostConfigEntryResolver.EMPTY).build();
		SshSettings.apply(ssh);
		ssh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
		ssh.setUserAuthFactories(java.util.List.of(UserAuthPublicKeyFactory.INSTANCE));
		CoreModuleProperties.HEARTBEAT_INTERVAL.set(ssh, SshSettings.HEARTBEAT);
		// Asking for a reply makes the agent send, so that its silence means something.
		CoreModuleProperties.HEARTBEAT_REQUEST.set(ssh, "keepalive@openssh.com");
		CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(ssh, 3);
		ssh.setServerKeyVerifier((_, _, key) -> {
			refused.set(judge(agent, key));
			return refused.get() == null;
		});
		ssh.start();
		return ssh;
	}

	/** Null when the key is the expected one. */
	private static Problem judge(Agent agent, PublicKey shown) {
		String fingerprint = SshKeys.fingerprint(shown);
		if (agent.hostKey().isEmpty()) {
			return Problem.error("host-key-unknown", "The identity of the node at " + agent + " is not known yet.",
					"It shows the key " + fingerprint + ".",
					"Compare with the fingerprint that the agent printed when it was set up; accept it only when they are equal.")
					.causedBy(SshKeys.text(shown));
		}
		try {
			if (KeyUtils.compareKeys(SshKeys.parse(agent.hostKey()), shown)) {
				return null;
			}
			return Problem.error("host-key-changed", "The node at " + agent + " is not the one that was pinned.",
					"It shows the key " + fingerprint + " instead of " + SshKeys.fingerprint(agent.hostKey())
							+ ": it was set up anew, or someone stands in between.",
					"Find out which; only when it was set up anew, forget the connection and add it again.");
		} catch (ProblemException e) {
			return e.problem();
		}
	}

	private static ClientSession login(SshClient ssh, Agent agent, Caller caller, Deadline deadline)
			throws IOException, ProblemException, TimeoutException {
		ClientSession session = ssh.connect(SshSettings.USER, agent.host(), agent.port()).verify(deadline.millis()).getSession();
		session.addPublicKeyIdentity(caller.key());
		try {
			session.auth().verify(deadline.millis());
			return session;
		} catch (SshException e) {
			// Also raised when the session ended before: then it is not the key's fault.
			if (session.isClosing() || !String.valueOf(e.getMessage()).contains("authentication methods")) {
				throw e;
			}
			throw new ProblemException(Problem.error("key-refused", "The node at " + agent + " does not accept your key.",
					"The key " + SshKeys.fingerprint(caller.key().getPublic()) + " is not among its authorized keys.",
					"Have an administrator add this line to the agent's authorized_keys file: " + SshKeys.text(caller.key().getPublic())),
					e);
		}
	}

	private record Greeting(Hello hello, AdministrationEvents events) {
	}

	private static AdministrationClient open(SshClient ssh, ClientSession session, Greeting greeting, Deadline deadline)
			throws IOException, ProblemException, TimeoutException {
		ChannelSubsystem channel = session.createSubsystemChannel(SshSettings.SUBSYSTEM);
		channel.open().verify(deadline.millis());
		RpcConnection<AdministrationApi> connection = Rpc.administer(greeting.events, channel.getInvertedOut(), channel.getInvertedIn());
		session.addCloseFutureListener(_ -> connection.close());
		connection.start();
		Welcome welcome = answer(connection.remote().hello(greeting.hello), deadline);
		checkVersions(greeting.hello.version(), welcome.version());
		return new AdministrationClient(ssh, connection, welcome);
	}

	private static <T> T answer(CompletableFuture<T> future, Deadline deadline) throws ProblemException, TimeoutException, IOException {
		try {
			return future.get(deadline.millis(), TimeUnit.MILLISECONDS);
		} catch (ExecutionException e) {
			throw ProblemTransport.fromFailure(e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new java.io.InterruptedIOException("interrupted while connecting");
		}
	}

	private static void checkVersions(String client, String agent) throws ProblemException {
		if (!major(client).equals(major(agent))) {
			throw Problem.error("version-mismatch", "The node's agent has version " + agent + ", this program has " + client + ".",
					"Both must have the same major version.", "Use the program of the agent's version, or upgrade the agent.").exception();
		}
	}

	private static String major(String version) {
		return version.replaceFirst("\\..*", "");
	}

	private static Problem unreachable(Agent agent, IOException e) {
		if (String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("timeout")) {
			return timeout(agent);
		}
		boolean nobody = e instanceof ConnectException || e.getCause() instanceof ConnectException;
		return Problem.error("unreachable", "The node at " + agent + " cannot be reached.",
				nobody ? "Nobody listens there: its agent is not running, or a firewall refuses." : "The connection could not be made or broke.",
				"Check that the agent runs, and address and port; or name another node of the cluster.");
	}

	private static Problem timeout(Agent agent) {
		return Problem.error("timeout", "The node at " + agent + " did not answer in time.",
				"The host is down, the network drops packets, or the host is overloaded.", "Try again, or name another node of the cluster.");
	}

	/** What is left of a connection's time; never zero, which some callees take as for ever. */
	private record Deadline(long end) {

		Deadline(Duration time) {
			this(System.nanoTime() + time.toNanos());
		}

		long millis() {
			return Math.max(1, (end - System.nanoTime()) / 1_000_000);
		}
	}

	/** The agent. Answers arrive on the connection's reading thread: do not wait there for another answer. */
	public AdministrationApi api() {
		return connection.remote();
	}

	public Welcome welcome() {
		return welcome;
	}

	/** Completes, never exceptionally, when the connection is over. */
	public CompletableFuture<Void> closed() {
		return connection.closed();
	}

	@Override
	public void close() {
		connection.close();
	}

	private void stop() {
		Thread.ofVirtual().name("ssh-stop").start(ssh::stop);
	}
}
