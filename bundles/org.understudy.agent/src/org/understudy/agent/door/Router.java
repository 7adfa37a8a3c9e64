// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.door;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Decides which node carries an order out. Pure. */
final class Router {

	private Router() {
	}

	/** The node that restores an application: a living secondary, the wanted ones first, never the primary or a witness. */
	static NodeName restorer(Optional<ApplicationStatus> status, ClusterConfig cluster, Set<NodeName> alive, ApplicationName name)
			throws ProblemException {
		ApplicationStatus known = status.orElseThrow(() -> unknown(name).exception());
		List<NodeName> able = cluster.nodes().stream().filter(n -> !n.witness()).map(NodeConfig::name)
				.filter(n -> alive.contains(n) && !n.equals(known.primary())).toList();
		return known.spec().secondaries().stream().filter(able::contains).findFirst().or(() -> able.stream().findFirst())
				.orElseThrow(() -> Problem.error("no-secondary", "No living node keeps a replica of " + name + ".",
						"Wanted: " + known.spec().secondaries() + "; alive: " + alive,
						"Start the agent of a secondary, or add a node: understudy hosts add USER@HOST").exception());
	}

	static Problem unknown(ApplicationName name) {
		return Problem.error("unknown-application", "There is no application " + name + ".", "No node of this cluster has published it.",
				"List them: understudy apps");
	}
}
