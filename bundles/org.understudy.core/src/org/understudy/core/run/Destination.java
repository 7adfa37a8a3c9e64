// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.understudy.model.ApplicationStatus;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ReplicaStatus;

/**
 * Where an application would be restored, and why there: a living node that is neither its primary nor a witness; the one that was
 * asked for, else the wanted secondary with the newest epoch, in the order of preference. Pure.
 *
 * @param node    the choice; empty when none can
 * @param reasons why it, and of each other node why not
 * @param refusal what to tell when there is none
 */
public record Destination(Optional<NodeName> node, List<String> reasons, Optional<Problem> refusal) {

	/** @param asked the node an administrator named; empty when none */
	public static Destination choose(ApplicationStatus status, ClusterConfig cluster, Set<NodeName> alive, String asked) {
		List<String> reasons = new ArrayList<>();
		List<NodeName> able = new ArrayList<>();
		for (NodeConfig node : cluster.nodes()) {
			Optional<String> against = against(status, node, alive);
			against.ifPresentOrElse(why -> reasons.add("not " + node.name() + ": " + why), () -> able.add(node.name()));
		}
		if (!asked.isEmpty()) {
			return named(status, cluster, able, asked, reasons);
		}
		Optional<NodeName> best = preferred(status, able);
		best.ifPresent(b -> reasons.addFirst(b + ": " + praise(status, b)));
		able.stream().filter(n -> !Optional.of(n).equals(best)).forEach(n -> reasons.add("not " + n + ": it comes after the chosen one"));
		return new Destination(best, List.copyOf(reasons), best.isPresent() ? Optional.empty() : Optional.of(nobody(status, alive)));
	}

	private static Optional<String> against(ApplicationStatus status, NodeConfig node, Set<NodeName> alive) {
		if (node.name().equals(status.primary())) {
			return Optional.of("it is the primary");
		}
		if (node.witness()) {
			return Optional.of("a witness only votes");
		}
		return alive.contains(node.name()) ? Optional.empty() : Optional.of("it does not answer");
	}

	private static Destination named(ApplicationStatus status, ClusterConfig cluster, List<NodeName> able, String asked, List<String> reasons) {
		Optional<NodeName> found = able.stream().filter(n -> n.value().equals(asked)).findFirst();
		if (found.isPresent()) {
			reasons.addFirst(asked + ": it was asked for, and " + praise(status, found.get()));
			return new Destination(found, List.copyOf(reasons), Optional.empty());
		}
		boolean known = cluster.nodes().stream().anyMatch(n -> n.name().value().equals(asked));
		Problem why = known ? Problem.error("node-unfit", "Node " + asked + " cannot run " + status.name() + ".",
				reasons.stream().filter(r -> r.startsWith("not " + asked + ":")).findFirst().orElse(""), "Choose another one: understudy nodes")
				: Problem.error("unknown-node", "There is no node " + asked + ".", "", "List them: understudy nodes");
		return new Destination(Optional.empty(), List.copyOf(reasons), Optional.of(why));
	}

	/** Those that keep up come before those that do not; then the administrator's order, then the rest. */
	private static Optional<NodeName> preferred(ApplicationStatus status, List<NodeName> able) {
		List<NodeName> wanted = status.spec().secondaries().stream().filter(able::contains).toList();
		Optional<NodeName> inStep = wanted.stream().filter(n -> holds(status, n)).findFirst();
		return inStep.or(() -> Stream.concat(wanted.stream(), able.stream()).findFirst());
	}

	private static boolean holds(ApplicationStatus status, NodeName node) {
		return status.replicas().stream().anyMatch(r -> r.node().equals(node) && r.held().equals(status.committed()));
	}

	private static String praise(ApplicationStatus status, NodeName node) {
		Optional<ReplicaStatus> replica = status.replicas().stream().filter(r -> r.node().equals(node) && !r.held().isNone()).findFirst();
		String has = replica.map(r -> "it holds epoch " + r.held()).orElse("it answers");
		int place = status.spec().secondaries().indexOf(node);
		return place < 0 ? has : has + " and is the wanted secondary number " + (place + 1);
	}

	private static Problem nobody(ApplicationStatus status, Set<NodeName> alive) {
		return Problem.error("no-secondary", "No living node keeps a replica of " + status.name() + ".",
				"Wanted: " + status.spec().secondaries() + "; alive: " + alive,
				"Start the agent of a secondary, or add a node: understudy hosts add USER@HOST");
	}
}
