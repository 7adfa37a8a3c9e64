// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.util.Optional;
import java.util.Set;

import org.understudy.model.ApplicationSpec;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;

/** Chooses the node that keeps a replica. Pure. */
final class Targets {

	private Targets() {
	}

	/** The first wanted secondary that is alive, else any other node that is alive and no witness. */
	static Optional<NodeConfig> choose(ApplicationSpec spec, ClusterConfig cluster, Set<NodeName> alive, NodeName self) {
		Optional<NodeConfig> wanted = spec.secondaries().stream().filter(n -> alive.contains(n) && !n.equals(self)).findFirst()
				.flatMap(cluster::node);
		return wanted.or(() -> cluster.nodes().stream().filter(n -> !n.witness() && !n.name().equals(self) && alive.contains(n.name())).findFirst());
	}
}
