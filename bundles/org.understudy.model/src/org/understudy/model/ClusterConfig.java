// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who belongs to the cluster; a higher version replaces a lower one.
 *
 * @param name    of the cluster
 * @param version increasing with every change
 * @param nodes   all members; each is a voter
 */
public record ClusterConfig(String name, long version, List<NodeConfig> nodes) {

	public ClusterConfig {
		nodes = List.copyOf(nodes);
	}

	public Optional<NodeConfig> node(NodeName name) {
		return nodes.stream().filter(n -> n.name().equals(name)).findFirst();
	}

	/** The next version with this node added or replaced. */
	public ClusterConfig with(NodeConfig node) {
		List<NodeConfig> all = new ArrayList<>(nodes);
		all.removeIf(n -> n.name().equals(node.name()));
		all.add(node);
		return new ClusterConfig(this.name, version + 1, all);
	}

	/** The next version without this node. */
	public ClusterConfig without(NodeName gone) {
		return new ClusterConfig(name, version + 1, nodes.stream().filter(n -> !n.name().equals(gone)).toList());
	}

	/** How many voters make a majority. */
	public int majority() {
		return nodes.size() / 2 + 1;
	}
}
