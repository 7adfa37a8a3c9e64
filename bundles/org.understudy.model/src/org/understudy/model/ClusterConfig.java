// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who belongs to the cluster; a higher version replaces a lower one.
 *
 * @param name    of the cluster
 * @param version increasing with every change
 * @param nodes   all members; each is a voter
 * @param maintenance applications that no node may move or restart by itself, and why
 */
public record ClusterConfig(String name, long version, List<NodeConfig> nodes, Map<ApplicationName, String> maintenance) {

	public ClusterConfig {
		nodes = List.copyOf(nodes);
		maintenance = maintenance == null ? Map.of() : Map.copyOf(maintenance);
	}

	/** Without maintenance. */
	public ClusterConfig(String name, long version, List<NodeConfig> nodes) {
		this(name, version, nodes, Map.of());
	}

	public Optional<NodeConfig> node(NodeName name) {
		return nodes.stream().filter(n -> n.name().equals(name)).findFirst();
	}

	/** The next version with this node added or replaced. */
	public ClusterConfig with(NodeConfig node) {
		List<NodeConfig> all = new ArrayList<>(nodes);
		all.removeIf(n -> n.name().equals(node.name()));
		all.add(node);
		return new ClusterConfig(this.name, version + 1, all, maintenance);
	}

	/** The next version without this node. */
	public ClusterConfig without(NodeName gone) {
		return new ClusterConfig(name, version + 1, nodes.stream().filter(n -> !n.name().equals(gone)).toList(), maintenance);
	}

	/** The next version with this application left alone, or no longer when {@code why} is empty. */
	public ClusterConfig maintained(ApplicationName application, Optional<String> why) {
		Map<ApplicationName, String> next = new HashMap<>(maintenance);
		why.ifPresentOrElse(reason -> next.put(application, reason), () -> next.remove(application));
		return new ClusterConfig(name, version + 1, nodes, next);
	}

	/** How many voters make a majority. */
	public int majority() {
		return nodes.size() / 2 + 1;
	}
}
