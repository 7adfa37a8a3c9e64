// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replicability;

import java.util.Map;
import java.util.Set;

import org.understudy.core.replicability.ReplicabilityPolicy.Rule;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Replicability.Blocked;
import org.understudy.model.graph.Replicability.Captured;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceKind;

/** Descriptors and memory without a path of their own: event sources, shared memory, devices, terminals. */
final class DescriptorRules {

	/**
	 * null, zero, full, random, urandom, kmsg: linux/Documentation/admin-guide/devices.txt. Of tun CRIU wants the network namespace in the
	 * checkpoint ({@code Net namespace is required to dump tun link}), where a capsule's is not.
	 */
	private static final Set<String> PLAIN_DEVICES = Set.of("char 1:3", "char 1:5", "char 1:7", "char 1:8", "char 1:9", "char 1:11");

	private DescriptorRules() {
	}

	static void addTo(Map<ResourceKind, Rule> rules) {
		Rule state = ReplicabilityPolicy.captured("its state is in the checkpoint");
		for (ResourceKind kind : Set.of(ResourceKind.EVENTFD, ResourceKind.TIMERFD, ResourceKind.SIGNALFD)) {
			rules.put(kind, state);
		}
		Rule memory = ReplicabilityPolicy.captured("its content is in the checkpoint");
		for (ResourceKind kind : Set.of(ResourceKind.MEMFD, ResourceKind.SEMAPHORE)) {
			rules.put(kind, memory);
		}
		rules.put(ResourceKind.MESSAGE_QUEUE, (r, b) -> r.attributes().containsKey(Facts.PATH)
				? new Blocked("POSIX message queues cannot be captured", "Use warm mode, or let the application do without")
				: memory.judge(r, b));
		rules.put(ResourceKind.EPOLL, (r, b) -> r.attributes().containsKey(Facts.LOST_TARGET)
				? new Blocked("it watches a descriptor (" + r.attributes().get(Facts.LOST_TARGET) + ") that its process has closed",
						"Let the application remove a descriptor from its epoll before it closes it")
				: state.judge(r, b));
		rules.put(ResourceKind.SHARED_MEMORY, (r, b) -> r.attributes().containsKey(Facts.PATH) ? FileRules.file(r, b)
				: memory.judge(r, b));
		rules.put(ResourceKind.INOTIFY, DescriptorRules::watch);
		rules.put(ResourceKind.FANOTIFY, DescriptorRules::watch);
		rules.put(ResourceKind.PIDFD, DescriptorRules::pidfd);
		rules.put(ResourceKind.IO_URING, (_, _) -> new Blocked("io_uring cannot be captured", "Switch io_uring off in the application"));
		rules.put(ResourceKind.DEVICE, DescriptorRules::device);
		rules.put(ResourceKind.TERMINAL, DescriptorRules::terminal);
	}

	/** CRIU: {@code fsnotify: Can't dump that handle}: it finds what is watched by a handle, which not every file system allows. */
	private static Replicability watch(Resource resource, Background background) {
		if (resource.attributes().containsKey(Facts.MOUNT_UNKNOWN)) {
			return new Blocked("it watches a mount (" + resource.attributes().get(Facts.MOUNT_UNKNOWN) + ") that its process does not have",
					"Let the application watch inside the capsule");
		}
		return resource.attributes().getOrDefault(Facts.FILE_HANDLES, "true").equals("true") ? new Captured("its watches are set again")
				: new Blocked("a watched file cannot be found again by a handle on this file system",
						"Mount the overlay with index=on,nfs_export=on; let it not watch files in /proc or /sys");
	}

	private static Replicability pidfd(Resource resource, Background background) {
		return switch (resource.attributes().getOrDefault(Facts.PEER, "outside")) {
			case "inside" -> new Captured("the process it stands for is in the checkpoint");
			case "gone" -> new Captured("the process it stands for has ended");
			default -> new Blocked("it stands for a process outside the application", "Let the application close it");
		};
	}

	private static Replicability device(Resource resource, Background background) {
		String device = resource.attributes().getOrDefault(Facts.DEVICE, "");
		if (PLAIN_DEVICES.contains(device)) {
			return new Captured("opened again by its path");
		}
		return new Blocked("the device " + resource.label() + " (" + device + ") cannot be captured", "Run the application without it");
	}

	/** CRIU: {@code Found slave peer index 0 without correspond master peer}; one whose master is closed by now it takes as it is. */
	private static Replicability terminal(Resource resource, Background background) {
		String peer = resource.attributes().getOrDefault(Facts.PEER, "outside");
		return peer.equals("inside") ? new Captured("a terminal of the application's own")
				: peer.equals("gone") && background.capsule() ? new Captured("a terminal of the capsule's that nobody serves any more")
				: new Blocked("a terminal of the host", "Start it in a capsule, without the host's terminal");
	}
}
