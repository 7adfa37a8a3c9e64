// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.understudy.admin.Connection;
import org.understudy.admin.Hosts;
import org.understudy.admin.Operations;
import org.understudy.admin.Profiles;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "hosts", description = "Make hosts nodes of the cluster, over their own sshd, and nodes hosts again.", subcommands = {
		HostsCommand.Add.class, HostsCommand.Remove.class })
final class HostsCommand extends BaseCommand {

	@Override
	protected int execute(Console console) throws ProblemException {
		throw Problem.error("usage", "What about hosts?", "", "Use 'understudy hosts add' or 'understudy hosts remove'.").exception();
	}

	/** What both need. */
	abstract static class HostCommand extends ClusterCommand {

		@Parameters(paramLabel = "USER@HOST[:PORT]", description = "The host's own SSH server; log in as root.")
		private String host;

		@Option(names = "--host-identity", paramLabel = "FILE", description = "Private key for the host; default: those that ssh would try.")
		private Path key;

		@Option(names = "--name", paramLabel = "NODE", description = "The node's name in the cluster; default: the host's name.")
		protected String name;

		@Option(names = "--home", paramLabel = "DIR", description = "Its state on the host; default: /var/lib/understudy/NODE.")
		protected String home;

		@Option(names = "--accept", paramLabel = "SHA256:…", description = "Fingerprint of the host's key, when it is not pinned yet.")
		private String accept;

		@Option(names = "--reason", paramLabel = "TEXT", description = "Why; goes into the journal.")
		private String reason;

		@Override
		final int execute(Console console, Operations operations) throws ProblemException {
			Hosts hosts = new Hosts(operations.connection(), Profiles.directory(System.getenv()));
			confirm(hosts, console);
			return execute(console, hosts);
		}

		abstract int execute(Console console, Hosts hosts) throws ProblemException;

		/** The host without user and port. */
		final String address() {
			String place = host.substring(host.lastIndexOf('@') + 1);
			return place.startsWith("[") ? place.substring(1, Math.max(1, place.indexOf(']'))) : place.replaceFirst(":\\d+$", "");
		}

		/** As wished, or after the host: {@code db1.example.org} is db1, {@code 10.0.0.12} is host-10-0-0-12. */
		final NodeName node() throws ProblemException {
			String place = address();
			boolean numeric = place.matches("[0-9.]+|.*:.*");
			String own = numeric ? "host-" + place.replaceAll("[.:]", "-") : place.replaceFirst("\\..*", "").toLowerCase(Locale.ROOT);
			return Words.node(name != null ? name : own);
		}

		final Hosts.Login login() {
			return new Hosts.Login(host, key, HostCommand::secret);
		}

		final Hosts.Order order(Console console) {
			String[] shown = { "" };
			return new Hosts.Order(reason != null ? reason : spec.name() + " by the command line", (step, _, _) -> {
				if (!console.json() && !step.equals(shown[0])) {
					shown[0] = step;
					console.line("  " + step);
				}
			});
		}

		private void confirm(Hosts hosts, Console console) throws ProblemException {
			Hosts.ShownKey shown = hosts.ask(host);
			Optional<Problem> verdict = shown.verdict();
			if (verdict.isEmpty()) {
				return;
			}
			boolean unknown = verdict.get().code().equals("host-key-unknown");
			if (!unknown || !(accept != null ? accept.equals(shown.fingerprint()) : asked(shown, console))) {
				throw verdict.get().exception();
			}
			hosts.accept(host, shown.fingerprint());
		}

		private boolean asked(Hosts.ShownKey shown, Console console) {
			if (!interactive() || console.json()) {
				return false;
			}
			console.err().println("The host " + host + " shows the " + shown.algorithm() + " key " + shown.fingerprint() + ".");
			String answer = System.console().readLine("Is this its key (yes/no)? ");
			return answer != null && answer.strip().toLowerCase(Locale.ROOT).equals("yes");
		}

		private static boolean interactive() {
			return System.console() != null && System.console().isTerminal();
		}

		private static Optional<String> secret(String question) {
			char[] typed = interactive() ? System.console().readPassword("%s ", question) : null;
			return typed == null || typed.length == 0 ? Optional.empty() : Optional.of(new String(typed));
		}
	}

	@Command(name = "add", description = "Push the agent to a host, configure and start it, and make it a node.")
	static final class Add extends HostCommand {

		@Option(names = "--address", paramLabel = "IP", description = "Address at which the other nodes reach it; default: the host's.")
		private String reached;

		@Option(names = "--witness", description = "It votes and runs no application.")
		private boolean witness;

		@Option(names = "--ports", split = ",", paramLabel = "A,M,H", description = "Ports of its doors; default: 7422,7423,7424.")
		private List<Integer> ports = List.of();

		@Option(names = "--agent", paramLabel = "DIR", description = "The self-contained agent; default: that of this program.")
		private Path agent;

		@Option(names = "--prefix", paramLabel = "DIR", description = "For programs on the host; default: /opt/understudy.")
		private String prefix;

		@Override
		int execute(Console console, Hosts hosts) throws ProblemException {
			List<Problem> findings = hosts.add(login(), new Hosts.Plan(node(), reachable(), witness, doors(), prefix, home),
					new Hosts.Program(program(), Connection.VERSION), order(console));
			StringBuilder text = new StringBuilder(node() + " is a node of the cluster.");
			findings.forEach(f -> text.append("\n  ").append(f.severity().name().toLowerCase(Locale.ROOT)).append(": ").append(f.summary()));
			console.show(Map.of("node", node(), "findings", findings), text.toString());
			return ExitCode.OK;
		}

		private String reachable() throws ProblemException {
			try {
				return reached != null ? reached : InetAddress.getByName(address()).getHostAddress();
			} catch (UnknownHostException e) {
				throw new ProblemException(Problem.error("unreachable", "The host name " + address() + " is not known.", "",
						"Check its spelling, or give its address: --address IP."), e);
			}
		}

		private NodePorts doors() throws ProblemException {
			if (ports.isEmpty()) {
				return NodePorts.DEFAULT;
			} else if (ports.size() != 3) {
				throw Problem.error("usage", "--ports needs three numbers.", "", "Administration, mesh, membership: 7422,7423,7424.").exception();
			}
			return new NodePorts(ports.get(0), ports.get(1), ports.get(2));
		}

		private Path program() throws ProblemException {
			String own = System.getProperty("understudy.home", "");
			if (agent == null && own.isEmpty()) {
				throw Problem.error("usage", "Which agent shall be pushed?", "This program does not run from an agent's distribution.",
						"Name its directory: --agent DIR.").exception();
			}
			return agent != null ? agent.toAbsolutePath() : Path.of(own);
		}
	}

	@Command(name = "remove", description = "Dismiss a node, stop its agent and leave nothing on the host.")
	static final class Remove extends HostCommand {

		@Override
		int execute(Console console, Hosts hosts) throws ProblemException {
			hosts.remove(login(), node(), home, order(console));
			console.show(Map.of("removed", node()), node() + " is no longer a node, and nothing is left on the host.");
			return ExitCode.OK;
		}
	}
}
