// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Opens {@link HostSession}s to hosts whose keys are pinned. Thread-safe; each session has a client of its own. */
public final class HostConnector {

	private static final Duration HEARTBEAT = Duration.ofSeconds(5);
	private static final int MISSED_HEARTBEATS = 3;
	/** SSH_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, RFC 4253 section 11.1. */
	private static final int NO_MORE_METHODS = 14;

	private final KnownHosts known;
	private final Duration timeout;

	/** {@code timeout} is for connecting and for logging in, each. */
	public HostConnector(KnownHosts known, Duration timeout) {
		this.known = known;
		this.timeout = timeout;
	}

	public KnownHosts known() {
		return known;
	}

	/** Connects and logs in; refuses a host whose key is unknown or not the pinned one, before any secret is sent. */
	public HostSession open(HostAddress host, HostCredentials credentials) throws ProblemException {
		AtomicReference<Problem> refusal = new AtomicReference<>();
		SshClient client = client(host, credentials, key -> judge(host, key, refusal));
		try {
			ClientSession session = client.connect(host.user(), host.host(), host.port()).verify(timeout).getSession();
			session.auth().verify(timeout.multipliedBy(2));
			return new HostSession(host, client, session);
		} catch (IOException | RuntimeException e) {
			client.stop();
			throw new ProblemException(refusal.get() != null ? refusal.get() : failure(host, e), e);
		}
	}

	/** The key that the host shows, to be compared by a person and then pinned; no login is tried. */
	public HostKey ask(HostAddress host) throws ProblemException {
		AtomicReference<HostKey> shown = new AtomicReference<>();
		SshClient client = client(host, HostCredentials.of(), key -> {
			shown.set(key);
			return false;
		});
		try (ClientSession session = client.connect(host.user(), host.host(), host.port()).verify(timeout).getSession()) {
			// The key is refused on purpose as soon as it is seen: authentication ends with that, not with a login.
			session.auth().verify(timeout);
		} catch (IOException | RuntimeException e) {
			if (shown.get() == null) {
				throw new ProblemException(failure(host, e), e);
			}
		} finally {
			client.stop();
		}
		return shown.get();
	}

	private boolean judge(HostAddress host, HostKey key, AtomicReference<Problem> refusal) {
		try {
			refusal.set(known.judge(host, key).orElse(null));
		} catch (ProblemException e) {
			refusal.set(e.problem());
		}
		return refusal.get() == null;
	}

	private SshClient client(HostAddress host, HostCredentials credentials, Predicate<HostKey> trusted)
			throws ProblemException {
		SshClient client = ClientBuilder.builder().build();
		client.setServerKeyVerifier((_, _, key) -> trusted.test(HostKey.of(key)));
		client.setCipherFactories(ciphers());
		client.setSignatureFactories(preferring(known.algorithms(host), client.getSignatureFactories()));
		client.setKeyIdentityProvider(keys(host, credentials));
		client.setPasswordIdentityProvider(password(host, credentials));
		// MINA would follow ~/.ssh/config otherwise: another host, another user than the administrator confirmed.
		client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
		CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
		CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, MISSED_HEARTBEATS);
		CoreModuleProperties.TCP_NODELAY.set(client, true);
		client.start();
		return client;
	}

	/** AES-GCM first: MINA's own first choice, chacha20, is three times slower on hosts with AES instructions. */
	private static List<NamedFactory<Cipher>> ciphers() {
		return Stream.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm, BuiltinCiphers.cc20p1305_openssh, BuiltinCiphers.aes128ctr,
				BuiltinCiphers.aes256ctr).filter(BuiltinCiphers::isSupported).<NamedFactory<Cipher>>map(c -> c).toList();
	}

	private static List<NamedFactory<Signature>> preferring(List<String> algorithms, List<NamedFactory<Signature>> all) {
		List<NamedFactory<Signature>> sorted = new ArrayList<>(all);
		sorted.sort(Comparator.comparing(f -> !matches(f.getName(), algorithms)));
		return sorted;
	}

	/** An RSA key signs as rsa-sha2-256 or -512. */
	private static boolean matches(String signature, List<String> algorithms) {
		return algorithms.contains(signature.startsWith("rsa-sha2-") ? "ssh-rsa" : signature);
	}

	private static KeyIdentityProvider keys(HostAddress host, HostCredentials credentials) {
		FileKeyPairProvider files = new FileKeyPairProvider(credentials.keyFiles());
		files.setPasswordFinder((_, resource, _) -> credentials.secrets().apply("passphrase of " + resource.getName()).orElse(null));
		return session -> {
			try {
				return files.loadKeys(session);
			} catch (RuntimeException e) {
				throw new IOException("no key could be read for " + host, e);
			}
		};
	}

	private static PasswordIdentityProvider password(HostAddress host, HostCredentials credentials) {
		return _ -> () -> credentials.secrets().apply("password of " + host).stream().iterator();
	}

	private static Problem failure(HostAddress host, Exception e) {
		if (e instanceof SshException ssh && ssh.getDisconnectCode() == NO_MORE_METHODS) {
			return Problem.error("host-login-refused", host + " refused the login.", "It accepts neither the keys nor the password offered.",
					"Put your public key into the user's ~/.ssh/authorized_keys there, or name the right key file.");
		}
		return Problem.error("host-unreachable", host + " cannot be reached by SSH.", "The connection was refused, timed out or broke off.",
				"Check that sshd runs there, the address and port are right, and no firewall stands between.");
	}
}
