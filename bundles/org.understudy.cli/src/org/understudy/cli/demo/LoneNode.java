// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.understudy.admin.Answers;
import org.understudy.admin.Connection;
import org.understudy.admin.Operations;
import org.understudy.admin.Profile;
import org.understudy.admin.Profiles;
import org.understudy.core.graph.GraphText;
import org.understudy.model.Problem;
import org.understudy.core.port.InspectionScope.Tree;
import org.understudy.model.ProblemException;

/**
 * What can be shown without root: one agent on loopback, as the user's own process, looks at the demo's own process and tells the
 * graph of what it uses.
 */
final class LoneNode {

	private static final String ADDRESS = "127.0.0.1";
	private static final Duration READY = Duration.ofSeconds(60);

	private final Path agent;
	private final Narrator narrator;

	LoneNode(Path agent, Narrator narrator) {
		this.agent = agent;
		this.narrator = narrator;
	}

	/** Whether the graph could be shown. */
	boolean show() throws ProblemException {
		if (!Files.isExecutable(agent.resolve("bin/understudy-agent"))) {
			return false;
		}
		narrator.say("without a cluster: one agent of this user's own looks at this very process");
		try {
			Path directory = Files.createTempDirectory("understudy-demo");
			try {
				return show(directory);
			} finally {
				Host.delete(directory);
			}
		} catch (IOException e) {
			throw new ProblemException(Problem.error("demo-directory-unusable", "No temporary directory could be made.", "", ""), e);
		}
	}

	private boolean show(Path directory) throws IOException, ProblemException {
		Path home = directory.resolve("home");
		int port = freePort();
		String program = agent.resolve("bin/understudy-agent").toString();
		Tool.run(program, "init", "--home", home.toString(), "--name", "here", "--address", ADDRESS, "--ports",
				port + "," + freePort() + "," + freePort());
		Profiles profiles = new Profiles(directory.resolve("client"));
		Path key = profiles.key();
		Files.writeString(home.resolve("authorized_keys"), Profiles.authorizedKey(key) + "\n");
		Process process = new ProcessBuilder(program, "run", "--home", home.toString()).redirectErrorStream(true)
				.redirectInput(Host.NOTHING).redirectOutput(home.resolve("agent.log").toFile()).start();
		try {
			if (!Host.await(READY, () -> Files.exists(home.resolve("ready")) || !process.isAlive()) || !process.isAlive()) {
				narrator.check(false, "the agent starts as an ordinary user");
				narrator.show(Host.text(home.resolve("agent.log")));
				return false;
			}
			String hostKey = hostKey(Host.text(home.resolve("node.json")));
			graph(new Profile("here", key.toString(), List.of(new Profile.Member("here", ADDRESS, port, hostKey))));
			return true;
		} finally {
			process.destroy();
			Host.await(Duration.ofSeconds(8), () -> !process.isAlive());
			process.destroyForcibly();
		}
	}

	private void graph(Profile profile) throws ProblemException {
		try (Connection connection = new Connection(profile, Connection.Patience.DEFAULT, _ -> {
		})) {
			Answers.await(connection.connect(), READY);
			String text = GraphText.render(Answers.await(new Operations(connection).inspect(new Tree(ProcessHandle.current().pid()), ""), READY));
			narrator.show(text);
		}
	}

	private static String hostKey(String nodeJson) {
		var matcher = DemoLab.HOST_KEY.matcher(nodeJson);
		return matcher.find() ? matcher.group(1) : "";
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}
}
