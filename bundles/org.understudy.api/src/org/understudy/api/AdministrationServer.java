// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.api;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.session.ServerSession;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * The agent's door for administrators: an SSH server that knows public keys and one subsystem, and nothing else: no shell, no
 * commands, no forwarding, no agent. Thread-safe.
 */
public final class AdministrationServer implements AutoCloseable {

	static final AttributeKey<String> ACTOR = new AttributeKey<>();

	private final SshServer server = SshServer.setUpDefaultServer();
	private final Door door;
	private final KeyPair hostKey;
	private final AuthorizedKeys authorized;

	/**
	 * Where and with which files.
	 *
	 * @param address        IP address to listen at; empty: all
	 * @param port           TCP port; 0: any free one, see {@link AdministrationServer#port()}
	 * @param hostKey        private host key, made when missing
	 * @param authorizedKeys OpenSSH authorized_keys file; comments are the actors' names
	 */
	public record Door(String address, int port, Path hostKey, Path authorizedKeys) {
	}

	public AdministrationServer(Door door, AdministrationSession.Factory sessions) throws ProblemException {
		this.door = door;
		hostKey = SshKeys.loadOrCreate(door.hostKey(), "understudy-agent");
		authorized = new AuthorizedKeys(door.authorizedKeys());
		SshSettings.apply(server);
		CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, 6);
		// A closed channel's sessions must not hold the agent's own end.
		CoreModuleProperties.STOP_WAIT_TIME.set(server, Duration.ofSeconds(2));
		server.setHost(door.address().isEmpty() ? null : door.address());
		server.setPort(door.port());
		server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
		server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
		server.setPublickeyAuthenticator((_, key, session) -> admits(key, session));
		server.setSubsystemFactories(List.of(new ApiSubsystem.Factory(sessions)));
		server.setChannelFactories(List.of(ChannelSessionFactory.INSTANCE));
		server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
		server.setShellFactory(null);
		server.setCommandFactory(null);
		server.setAgentFactory(null);
	}

	/** The last key that passes here is the one whose signature logs in: MINA asks again with each signed request. */
	private boolean admits(PublicKey key, ServerSession session) {
		Optional<String> actor = authorized.actor(key);
		actor.ifPresent(name -> session.setAttribute(ACTOR, name));
		return actor.isPresent();
	}

	public void start() throws ProblemException {
		try {
			server.start();
		} catch (BindException e) {
			throw new ProblemException(bindProblem(e), e);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("door-not-opened", "The administration door at " + where() + " could not be opened.",
					"The operating system refused it.", "See the cause."), e);
		}
	}

	private Problem bindProblem(BindException e) {
		if (String.valueOf(e.getMessage()).contains("in use")) {
			return Problem.error("port-in-use", "Port " + door.port() + " at " + where() + " is in use.",
					"Another program, perhaps another agent, listens there.",
					"Stop it (ss -ltnp 'sport = :" + door.port() + "' shows it), or set another administration port in node.json.");
		}
		return Problem.error("address-not-available", "The address " + where() + " cannot be used on this host.",
				"No interface has this address, or the port needs more rights.", "Correct the node's address in its configuration.");
	}

	private String where() {
		return (door.address().isEmpty() ? "*" : door.address()) + ":" + door.port();
	}

	/** The port it listens at, once started. */
	public int port() {
		return server.getPort();
	}

	/** Public host key in OpenSSH's form, for the node's configuration. */
	public String hostKey() {
		return SshKeys.text(hostKey.getPublic());
	}

	/** Disconnects everybody at once. */
	@Override
	public void close() {
		try {
			server.stop(true);
		} catch (IOException e) {
			System.getLogger(AdministrationServer.class.getName()).log(System.Logger.Level.WARNING, "closing the administration door", e);
		}
	}
}
