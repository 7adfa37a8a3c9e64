// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Makes hosts nodes and nodes hosts again, over the hosts' own sshd. A failure takes everything back. Blocks; call it from a job.
 * Thread-safe.
 */
public final class HostProvisioner {

	private static final Duration QUICK = Duration.ofSeconds(20);

	private final HostConnector connector;

	public HostProvisioner(HostConnector connector) {
		this.connector = connector;
	}

	/** What would hinder it: errors prevent, warnings do not. Changes nothing. */
	public List<Problem> preflight(ProvisionRequest request) throws ProblemException {
		try (HostSession session = connector.open(request.host(), request.credentials())) {
			return findings(session, request, facts(session, request));
		}
	}

	/** Checks, pushes, configures, admits and starts; the node's doors are open when it returns. */
	public ProvisionedHost add(ProvisionRequest request, Admission admission, ProvisionProgress progress) throws ProblemException {
		Deque<Undo> undo = new ArrayDeque<>();
		progress.at("Connect", 0, 0);
		try (HostSession session = connector.open(request.host(), request.credentials())) {
			try {
				return add(session, request, new Steps(admission, progress, undo));
			} catch (ProblemException e) {
				progress.at("Take everything back", 0, 0);
				takeBack(undo, e);
				throw e;
			}
		}
	}

	private ProvisionedHost add(HostSession session, ProvisionRequest request, Steps steps) throws ProblemException {
		steps.progress.at("Check the host", 0, 0);
		HostFacts facts = facts(session, request);
		List<Problem> findings = findings(session, request, facts);
		if (HostPreflight.prevents(findings)) {
			throw findings.stream().filter(p -> HostPreflight.prevents(List.of(p))).findFirst().orElseThrow().exception();
		}
		RemoteNode node = new RemoteNode(session, request.layout().home());
		node.make(request.program());
		steps.undo.push(node::delete);
		new AgentPush(session, request.agent().directory(), steps.progress).to(request.program(), facts.commands().contains("tar"));
		steps.progress.at("Make the node's identity", 0, 0);
		String identity = node.init(request);
		steps.progress.at("Join the cluster", 0, 0);
		String cluster = steps.admission.admit(identity);
		steps.undo.push(() -> steps.admission.dismiss(request.node().name().value()));
		session.putText(request.layout().home() + "/cluster.json", cluster);
		session.putText(request.layout().home() + "/authorized_keys", request.authorizedKeys());
		steps.progress.at("Start the agent", 0, 0);
		steps.undo.push(node::stop);
		node.start(request.program());
		return new ProvisionedHost(request.host(), request.node().name(), request.program(), request.layout().home(), findings);
	}

	/** Dismisses the node from its cluster, stops its agent and leaves nothing on the host. */
	public void remove(HostAddress host, HostCredentials credentials, Installed node, Admission admission) throws ProblemException {
		try (HostSession session = connector.open(host, credentials)) {
			RemoteNode remote = RemoteNode.find(session, node).orElseThrow(() -> Problem.error("host-not-provisioned",
					"No node " + node.name() + " was provisioned on " + host + ".",
					"Neither " + node.home() + " has Understudy's note, nor does an agent of that name run there.",
					"Check the host, and name the node's directory: --home DIR.").exception());
			admission.dismiss(node.name().value());
			remote.stop();
			remote.delete();
		}
	}

	/** A node as its host knows it: its name, and the directory of its state. */
	public record Installed(NodeName name, String home) {

		public static Installed standard(NodeName name) {
			return new Installed(name, ProvisionRequest.Layout.standard(name).home());
		}
	}

	private static HostFacts facts(HostSession session, ProvisionRequest request) throws ProblemException {
		String script = Shell.script(HostFacts.SCRIPT, "program", request.program(), "home", request.layout().home());
		return HostFacts.parse(session.require(script, QUICK, Problem.error("host-not-checked", "The host " + session.host()
				+ " could not be checked.", "Its login shell is not a POSIX shell, or forbids commands.", "Log in with an ordinary shell.")));
	}

	private static List<Problem> findings(HostSession session, ProvisionRequest request, HostFacts facts) throws ProblemException {
		AgentPush push = new AgentPush(session, request.agent().directory(), ProvisionProgress.NONE);
		return HostPreflight.judge(facts, session.hasSftp(), request, push.needs(), push.machine());
	}

	/** Goes on after a failed part; what could not be taken back is told with the failure. An interrupt must not stop it. */
	private static void takeBack(Deque<Undo> undo, ProblemException failure) {
		boolean interrupted = Thread.interrupted();
		while (!undo.isEmpty()) {
			try {
				undo.pop().run();
			} catch (ProblemException e) {
				failure.addSuppressed(e);
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private record Steps(Admission admission, ProvisionProgress progress, Deque<Undo> undo) {
	}

	@FunctionalInterface
	private interface Undo {
		void run() throws ProblemException;
	}
}
