// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.understudy.model.ApplicationName;
import org.understudy.model.CapsuleSettings;

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
 * @param settings         user, further addresses, data directories and limits
 */
public record CapsulePlan(String id, ApplicationName application, List<String> command, Map<String, String> environment,
		String workingDirectory, String address, Network network, Path home, CapsuleSettings settings) {

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

	/** With all settings at their defaults. */
	public CapsulePlan(String id, ApplicationName application, List<String> command, Map<String, String> environment,
			String workingDirectory, String address, Network network, Path home) {
		this(id, application, command, environment, workingDirectory, address, network, home, CapsuleSettings.DEFAULT);
	}

	/** The same in another directory. */
	public CapsulePlan in(Path otherHome) {
		return new CapsulePlan(id, application, command, environment, workingDirectory, address, network, otherHome, settings);
	}

	/** Its own addresses with prefix lengths, the first one first. */
	public List<String> addresses() {
		return Stream.concat(Stream.of(address), settings.addresses().stream()).toList();
	}

	/** The overlay's upper directory: to restore into a capsule, fill it with the epoch's files <em>before</em> it is prepared. */
	public Path upper() {
		return home.resolve("upper");
	}
}
