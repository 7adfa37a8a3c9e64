// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.understudy.linux.net.Uplink;
import org.understudy.linux.process.Command;
import org.understudy.model.ProblemException;

/** A network of its own for a test: a bridge in a namespace "switch", a node and a client on it (10.78.0.1 and 10.78.0.9, /24). */
final class ScratchNetwork implements AutoCloseable {

	private final String prefix = "us7t" + ProcessHandle.current().pid();
	private final String node = prefix + "-node";
	private final String client = prefix + "-client";
	private final String bridge = prefix + "-switch";

	ScratchNetwork() throws ProblemException {
		run("ip", "netns", "add", bridge);
		run("ip", "-n", bridge, "link", "add", "br0", "type", "bridge");
		run("ip", "-n", bridge, "link", "set", "br0", "up");
		join(node, "10.78.0.1/24");
		join(client, "10.78.0.9/24");
	}

	private void join(String name, String address) throws ProblemException {
		run("ip", "netns", "add", name);
		run("ip", "-n", name, "link", "set", "lo", "up");
		String port = name.substring(name.length() - 6).replace('-', 'p');
		run("ip", "-n", name, "link", "add", "up0", "type", "veth", "peer", "name", port, "netns", bridge);
		run("ip", "-n", bridge, "link", "set", port, "master", "br0", "up");
		run("ip", "-n", name, "address", "add", address, "dev", "up0");
		run("ip", "-n", name, "link", "set", "up0", "up");
	}

	/** The node's. */
	Uplink uplink() {
		return new Uplink("up0", "10.78.0.1", Optional.of(Path.of("/run/netns/" + node)));
	}

	/** What the client says of a command: exit code and output. */
	Command.Result client(String... line) throws ProblemException {
		return inside(client, line);
	}

	Command.Result node(String... line) throws ProblemException {
		return inside(node, line);
	}

	private static Command.Result inside(String name, String... line) throws ProblemException {
		List<String> all = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + name, "--"));
		return Command.of(line).after(all).tryRun();
	}

	private static void run(String... line) throws ProblemException {
		Command.of(line).run();
	}

	@Override
	public void close() throws ProblemException {
		for (String name : List.of(node, client, bridge)) {
			Command.of("ip", "netns", "delete", name).tryRun();
		}
	}
}
