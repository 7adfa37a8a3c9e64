// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.understudy.admin.Answers;
import org.understudy.admin.Connection;
import org.understudy.admin.Hosts;
import org.understudy.admin.Operations;
import org.understudy.admin.Profile;
import org.understudy.admin.Profiles;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Mode;
import org.understudy.model.NodeInfo;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.NodeState;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunState;

/** A client on the demo cluster and the steps that every form of the demo has in common, by the same use cases as the desktop's. */
final class Cast implements AutoCloseable {

	static final NodeName ALPHA = new NodeName("alpha");
	static final NodeName BETA = new NodeName("beta");
	static final NodeName GAMMA = new NodeName("gamma");
	private static final Duration ANSWER = Duration.ofSeconds(20);
	private static final Duration RUN = Duration.ofSeconds(90);

	private final DemoLab lab;
	private final Narrator narrator;
	private final Connection connection;

	private Cast(DemoLab lab, Narrator narrator, Connection connection) {
		this.lab = lab;
		this.narrator = narrator;
		this.connection = connection;
	}

	/** Connects; answers when both agents are seen alive. */
	static Cast connect(DemoLab lab, Narrator narrator) throws ProblemException {
		Profiles profiles = new Profiles(lab.client());
		Profile profile = profiles.find(DemoLab.CLUSTER).orElseThrow();
		Connection connection = new Connection(profile, Connection.Patience.DEFAULT, learnt -> remember(profiles, learnt));
		Cast cast = new Cast(lab, narrator, connection);
		try {
			Answers.await(connection.connect(), ANSWER);
			cast.awaitAlive(List.of(ALPHA, BETA));
			return cast;
		} catch (ProblemException e) {
			connection.close();
			throw e;
		}
	}

	/** For the commands and the desktop that the user may start on the demo's cluster. */
	private static void remember(Profiles profiles, Profile learnt) {
		try {
			profiles.save(learnt);
		} catch (ProblemException e) {
			System.getLogger(Cast.class.getName()).log(System.Logger.Level.WARNING, "the demo's connection was not saved", e);
		}
	}

	Operations operations() {
		return new Operations(connection);
	}

	/** Makes the bare host a node by the very code that {@code understudy hosts add} runs. */
	void addGamma() throws ProblemException {
		String host = "root@" + LabNetwork.address(3);
		Hosts hosts = new Hosts(connection, lab.client());
		Hosts.ShownKey shown = hosts.ask(host);
		narrator.show("host key " + shown.algorithm() + " " + shown.fingerprint());
		String expected = lab.sshd().fingerprint();
		narrator.check(shown.fingerprint().equals(expected), "the host shows the key that was made for it");
		hosts.accept(host, expected);
		Hosts.Plan plan = new Hosts.Plan(GAMMA, LabNetwork.address(3), true, NodePorts.DEFAULT, lab.programs("gamma").toString(),
				lab.home("gamma").toString());
		String[] last = { "" };
		hosts.add(new Hosts.Login(host, lab.sshd().clientKey(), _ -> Optional.empty()), plan, new Hosts.Program(lab.agent(), Connection.VERSION),
				new Hosts.Order("third voter of the demo", (step, _, _) -> {
					if (!step.equals(last[0])) {
						last[0] = step;
						narrator.show(step);
					}
				}));
		awaitAlive(DemoLab.NODES.stream().map(NodeName::new).toList());
	}

	private void awaitAlive(List<NodeName> nodes) throws ProblemException {
		boolean all = Host.await(ANSWER, () -> connection.snapshot().map(s -> s.nodes().stream()
				.filter(n -> n.state() == NodeState.ALIVE && !n.version().isEmpty()).map(NodeInfo::name).toList().containsAll(nodes)).orElse(false));
		if (!all) {
			throw Problem.error("demo-node-missing", "Not all nodes are seen alive: expected " + nodes + ".", "",
					"See the agents' logs in " + DemoLab.STATE + ".").exception();
		}
	}

	/** Hot where the nodes can checkpoint; else warm, and why is told. */
	Mode mode() {
		List<Problem> missing = connection.snapshot().map(ClusterSnapshot::nodes).orElse(List.of()).stream()
				.filter(n -> !n.config().witness()).flatMap(n -> n.problems().stream()).distinct().toList();
		missing.forEach(narrator::problem);
		return missing.stream().anyMatch(p -> p.code().contains("criu")) ? Mode.WARM : Mode.HOT;
	}

	void protect(DemoApplication application, Mode mode) throws ProblemException {
		Run run = finish(Answers.await(operations().protect(application.spec(mode, BETA), ALPHA, "the demo protects " + application.name()),
				ANSWER));
		narrator.check(run.state() == RunState.SUCCEEDED, sentence(run));
		boolean committed = Host.await(Duration.ofSeconds(30), () -> status(application).map(s -> !s.committed().isNone()).orElse(false));
		narrator.check(committed, "beta holds a committed epoch");
	}

	/** Follows a run to its end, telling its verdict is the caller's. */
	Run finish(Run started) throws ProblemException {
		return Answers.await(operations().awaitRun(started.id(), _ -> {
		}, RUN), RUN.plusSeconds(5));
	}

	static String sentence(Run run) {
		return run.verdict().isEmpty() ? run.kind() + " " + run.state() : run.verdict();
	}

	Optional<ApplicationStatus> status(DemoApplication application) {
		return connection.snapshot().flatMap(s -> s.applications().stream().filter(a -> a.name().equals(application.name())).findFirst());
	}

	/** After the node that answered died: until another one does. */
	void awaitAnswer() throws ProblemException {
		boolean answered = Host.await(ANSWER, () -> {
			try {
				return Answers.await(operations().cluster(), Duration.ofSeconds(2)) != null;
			} catch (ProblemException _) {
				return false;
			}
		});
		if (!answered) {
			throw Problem.error("demo-no-answer", "No node answers any more.", "", "See the agents' logs in " + DemoLab.STATE + ".").exception();
		}
	}

	Path export(Run run, String format, Path directory) throws ProblemException {
		return Answers.await(operations().export(run.id(), format, directory), ANSWER);
	}

	@Override
	public void close() {
		connection.close();
	}
}
