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

	/** null, zero, full, random, urandom, kmsg: linux/Documentation/admin-guide/devices.txt. */
	private static final Set<String> PLAIN_DEVICES = Set.of("char 1:3", "char 1:5", "char 1:7", "char 1:8", "char 1:9", "char 1:11");
	private static final String TUN = "char 10:200";

	private DescriptorRules() {
	}

	static void addTo(Map<ResourceKind, Rule> rules) {
		Rule state = ReplicabilityPolicy.captured("its state is in the checkpoint");
		for (ResourceKind kind : Set.of(ResourceKind.EVENTFD, ResourceKind.EPOLL, ResourceKind.TIMERFD, ResourceKind.SIGNALFD)) {
			rules.put(kind, state);
		}
		Rule memory = ReplicabilityPolicy.captured("its content is in the checkpoint");
		for (ResourceKind kind : Set.of(ResourceKind.MEMFD, ResourceKind.SEMAPHORE, ResourceKind.MESSAGE_QUEUE)) {
			rules.put(kind, memory);
		}
		rules.put(ResourceKind.SHARED_MEMORY, (r, b) -> r.attributes().containsKey(Facts.PATH) ? FileRules.file(r, b)
				: memory.judge(r, b));
		rules.put(ResourceKind.INOTIFY, DescriptorRules::watch);
		rules.put(ResourceKind.FANOTIFY, DescriptorRules::watch);
		rules.put(ResourceKind.PIDFD, DescriptorRules::pidfd);
		rules.put(ResourceKind.IO_URING, (_, _) -> new Blocked("io_uring cannot be captured", "Switch io_uring off in the application"));
		rules.put(ResourceKind.DEVICE, DescriptorRules::device);
		rules.put(ResourceKind.TERMINAL, DescriptorRules::terminal);
	}

	/** CRIU: {@code fsnotify: Can't dump that handle}. */
	private static Replicability watch(Resource resource, Background background) {
		return resource.attributes().getOrDefault(Facts.FILE_HANDLES, "true").equals("true") ? new Captured("its watches are set again")
				: new Blocked("a watched file has no handle on this file system",
						"Mount the overlay with index=on,nfs_export=on");
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
		if (device.equals(TUN)) {
			return resource.attributes().containsKey(Facts.INTERFACE)
					? new Blocked("it carries the interface " + resource.attributes().get(Facts.INTERFACE),
					"Let the application close it")
					: new Captured("opened again; it carries no interface");
		}
		return new Blocked("the device " + resource.label() + " (" + device + ") cannot be captured", "Run the application without it");
	}

	/** CRIU: {@code Found slave peer index 0 without correspond master peer}. */
	private static Replicability terminal(Resource resource, Background background) {
		return resource.attributes().getOrDefault(Facts.PEER, "outside").equals("inside")
				? new Captured("a terminal of the application's own")
				: new Blocked("a terminal of the host", "Start it in a capsule, without the host's terminal");
	}
}
