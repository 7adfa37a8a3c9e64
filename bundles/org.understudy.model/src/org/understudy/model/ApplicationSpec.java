// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an administrator decided about an application.
 *
 * @param name             unique name
 * @param command          program and arguments that start it; absolute path first
 * @param environment      variables it starts with
 * @param workingDirectory absolute
 * @param address          its own address with prefix length, {@code 10.77.0.100/24}
 * @param mode             hot or warm
 * @param period           time between epochs
 * @param check            how to tell that it serves
 * @param secondaries      the nodes that keep its replica; the first ones are preferred
 * @param takeover         what happens on a fault
 * @param capture          how it is held and captured
 * @param replication      how many secondaries keep it, and what they keep
 */
public record ApplicationSpec(ApplicationName name, List<String> command, Map<String, String> environment, String workingDirectory,
		String address, Mode mode, Duration period, HealthCheck check, List<NodeName> secondaries,
		TakeoverPolicy takeover, CaptureSettings capture, ReplicationPolicy replication) {

	public ApplicationSpec {
		Objects.requireNonNull(name);
		command = List.copyOf(command);
		environment = Map.copyOf(environment);
		secondaries = List.copyOf(secondaries);
		takeover = Objects.requireNonNullElse(takeover, TakeoverPolicy.MANUAL);
		capture = Objects.requireNonNullElse(capture, CaptureSettings.DEFAULT);
		replication = Objects.requireNonNullElse(replication, ReplicationPolicy.DEFAULT);
		if (command.isEmpty()) {
			throw new IllegalArgumentException("an application needs a command");
		}
		if (period.isNegative() || period.isZero()) {
			throw new IllegalArgumentException("not a period: " + period);
		}
	}

	/** With every policy at its default. */
	public ApplicationSpec(ApplicationName name, List<String> command, Map<String, String> environment, String workingDirectory,
			String address, Mode mode, Duration period, HealthCheck check, List<NodeName> secondaries) {
		this(name, command, environment, workingDirectory, address, mode, period, check, secondaries, TakeoverPolicy.MANUAL,
				CaptureSettings.DEFAULT, ReplicationPolicy.DEFAULT);
	}

	/** The address without its prefix length. */
	public String host() {
		int slash = address.indexOf('/');
		return slash < 0 ? address : address.substring(0, slash);
	}

	/** All its own addresses, without prefix lengths. */
	public Set<String> hosts() {
		return Stream.concat(Stream.of(address), capture.capsule().addresses().stream()).map(a -> a.split("/", 2)[0])
				.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	public ApplicationSpec withSecondaries(List<NodeName> nodes) {
		return new ApplicationSpec(name, command, environment, workingDirectory, address, mode, period, check, nodes, takeover, capture,
				replication);
	}

	public ApplicationSpec withTakeover(TakeoverPolicy policy) {
		return new ApplicationSpec(name, command, environment, workingDirectory, address, mode, period, check, secondaries, policy, capture,
				replication);
	}

	public ApplicationSpec withCapture(CaptureSettings settings) {
		return new ApplicationSpec(name, command, environment, workingDirectory, address, mode, period, check, secondaries, takeover,
				settings, replication);
	}

	public ApplicationSpec withReplication(ReplicationPolicy policy) {
		return new ApplicationSpec(name, command, environment, workingDirectory, address, mode, period, check, secondaries, takeover, capture,
				policy);
	}
}
