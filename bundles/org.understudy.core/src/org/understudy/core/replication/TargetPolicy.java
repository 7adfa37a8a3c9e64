// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replication;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.understudy.model.ApplicationSpec;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;

/** Chooses the nodes that keep a replica. */
public final class TargetPolicy {

	private TargetPolicy() {
	}

	/**
	 * What was chosen.
	 *
	 * @param chosen alive, best first; as many as are wanted, if there are so many
	 * @param absent named ones that are not alive
	 */
	public record Targets(List<NodeConfig> chosen, List<NodeName> absent) {

		public Set<NodeName> names() {
			Set<NodeName> names = new LinkedHashSet<>();
			chosen.forEach(node -> names.add(node.name()));
			return names;
		}
	}

	/** The named secondaries that are alive; where they are too few, other nodes that are alive and no witness stand in. */
	public static Targets choose(ApplicationSpec spec, ClusterConfig cluster, Set<NodeName> alive, NodeName self) {
		Set<NodeConfig> chosen = new LinkedHashSet<>();
		List<NodeName> absent = new ArrayList<>();
		for (NodeName named : spec.secondaries()) {
			Optional<NodeConfig> node = cluster.node(named).filter(_ -> alive.contains(named));
			node.ifPresentOrElse(chosen::add, () -> absent.add(named));
		}
		cluster.nodes().stream().filter(n -> !n.witness() && alive.contains(n.name())).forEach(chosen::add);
		int wanted = spec.replication().wanted((int) spec.secondaries().stream().filter(n -> !n.equals(self)).count());
		return new Targets(chosen.stream().filter(n -> !n.name().equals(self)).limit(wanted).toList(),
				absent.stream().filter(n -> !n.equals(self)).toList());
	}
}
