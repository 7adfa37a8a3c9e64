// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.understudy.api.AdministrationApi;
import org.understudy.api.AdministrationApi.NodeChange;
import org.understudy.api.Json;
import org.understudy.model.Authority;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.provisioning.Admission;
import org.understudy.provisioning.HostAddress;
import org.understudy.provisioning.HostConnector;
import org.understudy.provisioning.HostCredentials;
import org.understudy.provisioning.HostKey;
import org.understudy.provisioning.HostProvisioner;
import org.understudy.provisioning.HostProvisioner.Installed;
import org.understudy.provisioning.KnownHosts;
import org.understudy.provisioning.ProvisionRequest;

/** Makes hosts nodes of the connected cluster, and nodes hosts again. All methods block: call them from a job or the command line. */
public final class Hosts {

	private static final Duration CONNECT = Duration.ofSeconds(10);
	private static final Duration ADMIT = Duration.ofSeconds(30);

	private final Connection connection;
	private final HostConnector connector;
	private final HostProvisioner provisioner;

	/** {@code directory}: the user's, where the hosts' keys are pinned. */
	public Hosts(Connection connection, Path directory) {
		this.connection = connection;
		connector = new HostConnector(new KnownHosts(directory.resolve("known_hosts")), CONNECT);
		provisioner = new HostProvisioner(connector);
	}

	/**
	 * How to log in to a host.
	 *
	 * @param host    {@code USER@HOST[:PORT]}
	 * @param key     private key; null: those that ssh would try
	 * @param secrets answers a question for a password or passphrase, or empty to give up
	 */
	public record Login(String host, Path key, Function<String, Optional<String>> secrets) {

		HostCredentials credentials() {
			return key != null ? new HostCredentials(List.of(key), secrets)
					: HostCredentials.defaults(Path.of(System.getProperty("user.home"), ".ssh"), secrets);
		}
	}

	/**
	 * What the host becomes.
	 *
	 * @param name    of the node
	 * @param address IP address at which the other nodes reach it
	 * @param witness votes only
	 * @param ports   of its doors
	 * @param prefix  directory for programs there; null: the standard one
	 * @param home    directory of its state there; null: the standard one
	 */
	public record Plan(NodeName name, String address, boolean witness, NodePorts ports, String prefix, String home) {

		ProvisionRequest.Layout layout() {
			ProvisionRequest.Layout standard = ProvisionRequest.Layout.standard(name);
			return new ProvisionRequest.Layout(Objects.requireNonNullElse(prefix, standard.prefix()),
					Objects.requireNonNullElse(home, standard.home()));
		}
	}

	/** The self-contained agent to push: its directory here, and its version. */
	public record Program(Path directory, String version) {
	}

	/** The key a host shows, and what is wrong with it; nothing when it is the pinned one. */
	public record ShownKey(String algorithm, String fingerprint, Optional<Problem> verdict) {
	}

	/** Hears how far it is: step in words, bytes done and in all. */
	@FunctionalInterface
	public interface Progress {
		void at(String step, long done, long total);
	}

	public ShownKey ask(String host) throws ProblemException {
		HostAddress address = HostAddress.parse(host);
		HostKey key = connector.ask(address);
		return new ShownKey(key.algorithm(), key.fingerprint(), connector.known().judge(address, key));
	}

	/** Trusts the host from now on, if it still shows the key that the administrator confirmed. */
	public void accept(String host, String fingerprint) throws ProblemException {
		HostAddress address = HostAddress.parse(host);
		HostKey key = connector.ask(address);
		if (!key.fingerprint().equals(fingerprint)) {
			throw Problem.error("host-key-changed", "The host " + host + " shows another key than the one confirmed.",
					"It shows " + key.fingerprint() + ", confirmed was " + fingerprint + ".", "Find out which is the host's own.").exception();
		}
		connector.known().pin(address, key);
	}

	/** What would hinder it; errors prevent, warnings do not. */
	public List<Problem> preflight(Login login, Plan plan, Program program) throws ProblemException {
		return provisioner.preflight(request(login, plan, program));
	}

	/** Checks, pushes, configures, admits and starts the node; takes everything back when a part fails. Answers with what was found. */
	public List<Problem> add(Login login, Plan plan, Program program, Order order) throws ProblemException {
		Admission admission = new ClusterAdmission(reason(order));
		return provisioner.add(request(login, plan, program), admission, order.progress()::at).findings();
	}

	/** Dismisses the node, stops it and leaves nothing on the host; {@code home} null: the standard directory. */
	public void remove(Login login, NodeName node, String home, Order order) throws ProblemException {
		Installed installed = home == null ? Installed.standard(node) : new Installed(node, home);
		Admission admission = new ClusterAdmission(reason(order));
		provisioner.remove(HostAddress.parse(login.host()), login.credentials(), installed, admission);
	}

	/** Why, and who hears how far it is. */
	public record Order(String reason, Progress progress) {
	}

	private ProvisionRequest request(Login login, Plan plan, Program program) throws ProblemException {
		return new ProvisionRequest(HostAddress.parse(login.host()), login.credentials(),
				new ProvisionRequest.NodePlan(plan.name(), plan.address(), plan.witness(), plan.ports()),
				new ProvisionRequest.AgentPackage(program.directory(), program.version()), plan.layout(),
				Profiles.authorizedKey(Path.of(connection.profile().keyFile())) + "\n");
	}

	private static Authority reason(Order order) throws ProblemException {
		if (order.reason() == null || order.reason().isBlank()) {
			throw Operations.reasonMissing().exception();
		}
		return new Authority("", order.reason().strip());
	}

	/** The cluster's side, through the connected agent. */
	private final class ClusterAdmission implements Admission {

		private final Authority authority;

		ClusterAdmission(Authority authority) {
			this.authority = authority;
		}

		@Override
		public String admit(String nodeConfigJson) throws ProblemException {
			NodeConfig node = parse(nodeConfigJson);
			return Json.write(Answers.await(connection.call(api -> api.admit(new NodeChange(node, authority)), ADMIT), ADMIT));
		}

		@Override
		public void dismiss(String name) throws ProblemException {
			ClusterConfig cluster = Answers.await(connection.call(AdministrationApi::configuration), ADMIT);
			Optional<NodeConfig> node = cluster.node(new NodeName(name));
			if (node.isPresent()) {
				Answers.await(connection.call(api -> api.dismiss(new NodeChange(node.get(), authority)), ADMIT), ADMIT);
			}
		}

		private static NodeConfig parse(String json) throws ProblemException {
			try {
				return Json.read(json, NodeConfig.class);
			} catch (IllegalArgumentException e) {
				throw new ProblemException(Problem.error("node-identity-unreadable", "The new node's identity could not be understood.",
						"Its agent is of another version than this program.", "Push the agent of this version."), e);
			}
		}
	}
}
