// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.understudy.model.ApplicationName;

/**
 * What to make a capsule of.
 *
 * @param id               unique on the host, also for two capsules of one application: {@code redis}, {@code redis-rehearsal};
 *                         namespaces, interfaces and cgroup are named after it
 * @param application      what runs in it; the capsule's host name
 * @param command          program and arguments
 * @param environment      variables
 * @param workingDirectory inside the capsule
 * @param address          own address with prefix length
 * @param network          how it is connected
 * @param home             empty or existing directory of ours for upper, work, root, dev tree and log; on another file system
 *                         than {@code /} where possible
 */
public record CapsulePlan(String id, ApplicationName application, List<String> command, Map<String, String> environment,
		String workingDirectory, String address, Network network, Path home) {

	public enum Network {
		/** Reachable through the host's uplink once connected. */
		UPLINK,
		/** The same address, and no way in or out. */
		ISOLATED
	}

	public CapsulePlan {
		command = List.copyOf(command);
		environment = Map.copyOf(environment);
	}

	/** The overlay's upper directory: to restore into a capsule, fill it with the epoch's files <em>before</em> it is prepared. */
	public Path upper() {
		return home.resolve("upper");
	}
}
