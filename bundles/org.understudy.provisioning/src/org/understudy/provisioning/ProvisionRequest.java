// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.provisioning;

import java.nio.file.Path;

import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;

/**
 * A host to become a node.
 *
 * @param host           its own SSH server
 * @param credentials    how to log in there; as root
 * @param node           what it becomes
 * @param agent          the program to push
 * @param layout         where it goes
 * @param authorizedKeys text of the agent's authorized_keys: who may administer the node
 */
public record ProvisionRequest(HostAddress host, HostCredentials credentials, NodePlan node, AgentPackage agent, Layout layout,
		String authorizedKeys) {

	/** Name, the IP address at which the other nodes reach it, whether it only votes, its ports. */
	public record NodePlan(NodeName name, String address, boolean witness, NodePorts ports) {
	}

	/** The self-contained agent: a directory with {@code bin}, {@code lib} and {@code runtime}, and its version. */
	public record AgentPackage(Path directory, String version) {
	}

	/**
	 * Directories on the host, absolute.
	 *
	 * @param prefix programs: the agent goes to {@code prefix/version}
	 * @param home   the node's identity, configuration, state and log
	 */
	public record Layout(String prefix, String home) {

		public static final String PREFIX = "/opt/understudy";
		private static final String HOMES = "/var/lib/understudy/";

		public Layout {
			if (!prefix.startsWith("/") || !home.startsWith("/") || prefix.length() < 2 || home.length() < 2) {
				throw new IllegalArgumentException("not absolute directories: " + prefix + ", " + home);
			}
		}

		public static Layout standard(NodeName node) {
			return new Layout(PREFIX, HOMES + node);
		}
	}

	/** Where the program goes. */
	public String program() {
		return layout.prefix() + "/" + agent.version();
	}
}
