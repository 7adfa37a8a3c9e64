// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.time.Duration;
import java.util.List;

import org.understudy.model.ProblemException;

/** A private bridge on this machine and one network namespace for each node on it. */
final class LabNetwork {

	static final String BRIDGE = "usdemo0";
	static final String PREFIX = "usdemo-";
	private static final String PORT = "usd-";
	private static final Duration DEADLINE = Duration.ofSeconds(20);
	private static final String GATEWAY = "10.77.0.254/24";

	private LabNetwork() {
	}

	static String namespace(String node) {
		return PREFIX + node;
	}

	static String address(int number) {
		return "10.77.0." + number;
	}

	static void up(List<String> nodes) throws ProblemException {
		ip("link", "add", BRIDGE, "type", "bridge");
		ip("addr", "add", GATEWAY, "dev", BRIDGE);
		ip("link", "set", BRIDGE, "up");
		for (int i = 0; i < nodes.size(); i++) {
			node(nodes.get(i), address(i + 1));
		}
	}

	private static void node(String node, String address) throws ProblemException {
		String namespace = namespace(node);
		String port = PORT + node;
		ip("netns", "add", namespace);
		ip("link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", namespace);
		ip("link", "set", port, "master", BRIDGE);
		ip("link", "set", port, "up");
		ip("-n", namespace, "link", "set", "lo", "up");
		ip("-n", namespace, "addr", "add", address + "/24", "dev", "eth0");
		ip("-n", namespace, "link", "set", "eth0", "up");
		ip("-n", namespace, "route", "add", "default", "via", GATEWAY.substring(0, GATEWAY.indexOf('/')));
	}

	/** Takes away what is there; interfaces of a namespace go with it. */
	static void down() throws ProblemException {
		for (String name : Host.names(Host.NETNS)) {
			if (name.startsWith(PREFIX)) {
				ip("netns", "del", name);
			}
		}
		for (String device : Host.interfaces()) {
			// A veth may go by itself meanwhile, with its namespace: then there is nothing left to delete.
			boolean ours = device.equals(BRIDGE) || device.startsWith(PORT);
			if (ours && !Tool.attempt(DEADLINE, "ip", "link", "del", device).ok() && Host.interfaces().contains(device)) {
				ip("link", "del", device);
			}
		}
	}

	private static void ip(String... words) throws ProblemException {
		String[] command = new String[words.length + 1];
		command[0] = "ip";
		System.arraycopy(words, 0, command, 1, words.length);
		Tool.run(command);
	}
}
