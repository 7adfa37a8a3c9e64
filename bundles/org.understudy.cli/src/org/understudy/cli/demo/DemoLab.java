// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.understudy.admin.Profile;
import org.understudy.admin.Profiles;
import org.understudy.model.NodePorts;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Three hosts on this machine: {@code alpha} and {@code beta} run agents, {@code gamma} is a bare host with an sshd, or a third agent
 * for those who want to lose one and still have a majority that runs applications. Each has its own network namespace on a private bridge, and its own mounts. Closing ends and removes everything, also after a crash of an earlier
 * demo. Needs root.
 */
final class DemoLab implements AutoCloseable {

	static final Path STATE = Path.of("/run/understudy-demo");
	static final List<String> NODES = List.of("alpha", "beta", "gamma");
	static final String CLUSTER = "demo";
	private static final Duration READY = Duration.ofSeconds(60);
	/** A member that comes back may have to wait until the others have agreed who leads them. */
	private static final Duration READY_AGAIN = Duration.ofMinutes(3);
	static final Pattern HOST_KEY = Pattern.compile("\"hostKey\"\\s*:\\s*\"([^\"]+)\"");

	private final Path agent;
	private final List<String> nodesWithAgent;
	private final LabState state;
	private final LabProcesses processes;
	private final LabSshServer sshd;
	private final Map<String, Process> agents = new HashMap<>();
	private boolean down;

	private DemoLab(Path agent, List<String> nodesWithAgent, LabState state) {
		this.agent = agent;
		this.nodesWithAgent = nodesWithAgent;
		this.state = state;
		this.processes = new LabProcesses(state, NODES);
		this.sshd = new LabSshServer(state.directory().resolve("gamma/sshd"));
	}

	/** Why there can be no lab here; empty when there can. */
	static List<Problem> probe(Path agent) {
		List<Problem> missing = new ArrayList<>();
		if (!Host.isRoot()) {
			missing.add(Problem.error("not-root", "The demo cluster needs root.",
					"It makes network namespaces and freezes and restores processes.", "Run it with sudo."));
		}
		for (String program : List.of("ip", "nsenter", "unshare", "setsid", "sshd", "ssh-keygen")) {
			if (Host.program(program).isEmpty()) {
				missing.add(Problem.error("demo-program-missing", program + " is missing.", "The demo's hosts are made with it.",
						"Install iproute2, util-linux and openssh-server."));
			}
		}
		if (!Files.isExecutable(agent.resolve("bin/understudy-agent"))) {
			missing.add(Problem.error("agent-package-missing", agent + " is not an agent distribution.", "It has no bin/understudy-agent.",
					"Start the demo with ./understudy demo, or from an unpacked agent archive."));
		}
		return missing;
	}

	/** Cleans up after an earlier demo that crashed, then brings the hosts up; everything is taken back when that fails. */
	static DemoLab up(Path agent) throws ProblemException {
		return up(agent, NODES.subList(0, 2));
	}

	/** @param nodesWithAgent the first two, or all three */
	static DemoLab up(Path agent, List<String> nodesWithAgent) throws ProblemException {
		LabState state = LabState.take(STATE);
		DemoLab lab = new DemoLab(agent, nodesWithAgent, state);
		try {
			if (state.isLeftover()) {
				lab.sweep();
			} else {
				lab.refuseForeign();
			}
			lab.build();
			return lab;
		} catch (ProblemException | RuntimeException e) {
			try {
				lab.close();
			} catch (ProblemException after) {
				e.addSuppressed(after);
			}
			throw e;
		}
	}

	/** A real node of such a name must not lose its applications to a demo. */
	private void refuseForeign() throws ProblemException {
		if (LabProcesses.groups(Set.copyOf(NODES)).stream().anyMatch(LabProcesses::isPopulated)) {
			down = true;
			state.close();
			throw Problem.error("demo-names-taken", "This machine runs a node with a name of the demo: one of " + NODES + ".",
					"The demo would end its applications.", "Run the demo on another machine.").exception();
		}
	}

	private void build() throws ProblemException {
		boolean there = Files.exists(Host.NETNS);
		state.note("netns-mount " + (there && Host.mounts().contains(Host.NETNS.toString())) + " " + there);
		Host.names(Host.NETNS).forEach(this::noteForeign);
		for (String node : NODES) {
			Path scratch = Sweep.SHARED_MEMORY.resolve("understudy-" + node);
			if (Files.notExists(scratch)) {
				state.note("tree " + scratch);
			}
		}
		LabNetwork.up(NODES);
		Map<String, String> identities = new HashMap<>();
		for (int i = 0; i < nodesWithAgent.size(); i++) {
			identities.put(nodesWithAgent.get(i), initialise(nodesWithAgent.get(i), LabNetwork.address(i + 1)));
		}
		Profiles profiles = new Profiles(client());
		Path key = profiles.key();
		configure(identities, Profiles.authorizedKey(key));
		profiles.save(profile(identities, key));
		sshd.make(LabNetwork.address(3), state);
		if (!nodesWithAgent.contains("gamma")) {
			processes.start("gamma", state.directory().resolve("gamma/sshd.log"), Host.program("sshd").orElseThrow().toString(), "-D", "-e", "-f",
					sshd.config().toString());
		}
		for (String node : nodesWithAgent) {
			start(node);
		}
		for (String node : nodesWithAgent) {
			awaitReady(node, READY);
		}
	}

	private void noteForeign(String namespace) {
		try {
			state.note("foreign " + namespace);
		} catch (ProblemException e) {
			throw new IllegalStateException("the demo's notes cannot be written", e);
		}
	}

	private String initialise(String node, String address) throws ProblemException {
		try {
			Files.createDirectories(home(node));
		} catch (IOException e) {
			throw new ProblemException(Problem.error("demo-directory-unusable", home(node) + " could not be made.", "", ""), e);
		}
		String output = Tool.run(program(), "init", "--home", home(node).toString(), "--name", node, "--address", address);
		return output.lines().filter(l -> l.startsWith("{")).findFirst().orElseThrow(() -> agentFailed(node, output).exception());
	}

	private void configure(Map<String, String> identities, String authorized) throws ProblemException {
		String nodes = String.join(",", nodesWithAgent.stream().map(identities::get).toList());
		String cluster = "{\"name\":\"" + CLUSTER + "\",\"version\":1,\"nodes\":[" + nodes + "]}\n";
		try {
			for (String node : nodesWithAgent) {
				Files.writeString(home(node).resolve("cluster.json"), cluster);
				Files.writeString(home(node).resolve("authorized_keys"), authorized + "\n");
			}
		} catch (IOException e) {
			throw new ProblemException(Problem.error("demo-directory-unusable", "The demo's nodes could not be configured.", "", ""), e);
		}
	}

	private Profile profile(Map<String, String> identities, Path key) {
		List<Profile.Member> members = new ArrayList<>();
		for (int i = 0; i < nodesWithAgent.size(); i++) {
			Matcher hostKey = HOST_KEY.matcher(identities.get(nodesWithAgent.get(i)));
			members.add(new Profile.Member(nodesWithAgent.get(i), LabNetwork.address(i + 1), NodePorts.DEFAULT.administration(),
					hostKey.find() ? hostKey.group(1) : ""));
		}
		return new Profile(CLUSTER, key.toString(), members);
	}

	private void start(String node) throws ProblemException {
		agents.put(node, processes.start(node, log(node), program(), "run", "--home", home(node).toString()));
	}

	private void awaitReady(String node, Duration patience) throws ProblemException {
		Process process = agents.get(node);
		boolean ready = Host.await(patience, () -> Files.exists(home(node).resolve("ready")) || !process.isAlive());
		if (!ready || !process.isAlive()) {
			throw agentFailed(node, Host.text(log(node))).exception();
		}
	}

	private static Problem agentFailed(String node, String output) {
		List<String> lines = output.lines().toList();
		String end = String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
		return Problem.error("demo-agent-failed", "The agent " + node + " did not start.", end, "See its output.").causedBy(end);
	}

	/** Whether the node's agent lives. */
	boolean isAlive(String node) {
		return agents.get(node).isAlive();
	}

	/** Starts the agent of a node, which has died, anew; answers when it is ready. */
	void restart(String node) throws ProblemException {
		home(node).resolve("ready").toFile().delete();
		start(node);
		awaitReady(node, READY_AGAIN);
	}

	/** Ends the node's agent and all applications on it as if its power went. */
	void kill(String node) throws ProblemException {
		agents.get(node).destroyForcibly();
		processes.killApplications(node);
	}

	/** The demo client's own directory: key and connection, for {@code UNDERSTUDY_CONFIG}. */
	Path client() {
		return state.directory().resolve("client");
	}

	LabSshServer sshd() {
		return sshd;
	}

	Path agent() {
		return agent;
	}

	/** The ends of the agents' logs, for a story that did not hold. */
	String logs() {
		StringBuilder text = new StringBuilder();
		for (String node : NODES) {
			Path file = !nodesWithAgent.contains(node) ? home(node).resolve("agent.log") : log(node);
			List<String> lines = Host.text(file).lines().toList();
			text.append(node).append(":\n");
			lines.subList(Math.max(0, lines.size() - 12), lines.size()).forEach(line -> text.append("  ").append(line).append('\n'));
		}
		return text.toString();
	}

	/** Where the pushed agent of a host goes: all of it is the demo's. */
	Path home(String node) {
		return state.directory().resolve(node).resolve("home");
	}

	Path programs(String node) {
		return state.directory().resolve(node).resolve("programs");
	}

	private Path log(String node) {
		return state.directory().resolve(node).resolve("agent.log");
	}

	private String program() {
		return agent.resolve("bin/understudy-agent").toString();
	}

	/** Idempotent; also called when the program is ended by a signal. */
	@Override
	public synchronized void close() throws ProblemException {
		if (!down) {
			down = true;
			sweep();
			state.close();
		}
	}

	private void sweep() throws ProblemException {
		processes.end();
		LabNetwork.down();
		new Sweep(state.notes()).files();
		state.clear();
	}
}
