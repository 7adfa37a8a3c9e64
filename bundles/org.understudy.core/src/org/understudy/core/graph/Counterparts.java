// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/**
 * Compares an application's graph on one host with that on another, where process ids, inodes and names of namespaces are others
 * although the resources are the same. Pure.
 */
public final class Counterparts {

	/** Kinds whose every name is made of such numbers: one is as good as another of its kind. */
	private static final Set<ResourceKind> ALIKE = Set.of(ResourceKind.PIPE, ResourceKind.EPOLL, ResourceKind.EVENTFD, ResourceKind.TIMERFD,
			ResourceKind.SIGNALFD, ResourceKind.MEMFD, ResourceKind.ANONYMOUS_INODE, ResourceKind.UNIX_SOCKET, ResourceKind.NETLINK_SOCKET,
			ResourceKind.INOTIFY, ResourceKind.FANOTIFY, ResourceKind.PIDFD, ResourceKind.CGROUP, ResourceKind.NAMESPACE, ResourceKind.MOUNT);

	private Counterparts() {
	}

	/** The resources of one graph that have no counterpart in the other; of several alike as many as are missing. */
	public static Set<ResourceId> missing(ResourceGraph of, ResourceGraph in) {
		Map<String, Integer> there = new HashMap<>();
		in.resources().values().forEach(r -> there.merge(sign(r), 1, Integer::sum));
		List<ResourceId> missing = new ArrayList<>();
		for (Resource resource : of.resources().values()) {
			if (there.merge(sign(resource), -1, Integer::sum) < 0) {
				missing.add(resource.id());
			}
		}
		return new TreeSet<>(missing);
	}

	/** By what a resource is known again on another host. */
	private static String sign(Resource resource) {
		if (ALIKE.contains(resource.kind())) {
			return resource.kind().key();
		}
		boolean process = resource.kind().equals(ResourceKind.PROCESS);
		return resource.kind() + " " + (process ? resource.attributes().getOrDefault("name", resource.label()) : resource.label());
	}
}
