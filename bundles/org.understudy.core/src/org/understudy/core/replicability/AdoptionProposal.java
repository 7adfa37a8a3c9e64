// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replicability;

import java.util.List;
import java.util.Optional;

import org.understudy.model.Mode;
import org.understudy.model.Problem;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceKind;

/**
 * How a process that runs outside a capsule would be protected. It can be looked at as it is; to capture its memory it must be started
 * anew in a capsule, for what a capsule keeps apart (addresses, process numbers, files) cannot be put around a running process.
 *
 * @param commandLine what it was started with
 * @param directory   where
 * @param user        as whom
 * @param listeners   addresses with ports at which it serves
 * @param mode        hot when nothing of it would refuse to be captured in a capsule
 * @param obstacles   what would, with remedies
 */
public record AdoptionProposal(String commandLine, String directory, String user, List<String> listeners, Mode mode, List<Problem> obstacles) {

	public AdoptionProposal {
		listeners = List.copyOf(listeners);
		obstacles = List.copyOf(obstacles);
	}

	/** Of a graph that was looked at outside a capsule. @return empty when the process is not in it */
	public static Optional<AdoptionProposal> of(ResourceGraph graph, long pid) {
		return graph.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.PROCESS))
				.filter(r -> Long.toString(pid).equals(r.attributes().get("pid"))).findFirst().map(root -> of(graph, root));
	}

	private static AdoptionProposal of(ResourceGraph graph, Resource root) {
		List<Problem> obstacles = graph.resources().values().stream().flatMap(r -> obstacle(r).stream()).toList();
		List<String> listeners = graph.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.TCP_LISTENER)).map(r -> r.id().key())
				.map(key -> key.split(" ", 2)[0]).sorted().toList();
		return new AdoptionProposal(root.attributes().getOrDefault("command-line", ""), root.attributes().getOrDefault("working-directory", "/"),
				root.attributes().getOrDefault("user", ""), listeners, obstacles.isEmpty() ? Mode.HOT : Mode.WARM, obstacles);
	}

	/** What a fresh start in a capsule cures is none. */
	private static Optional<Problem> obstacle(Resource resource) {
		return resource.replicability() instanceof Replicability.Blocked(String reason, String remedy) && !remedy.contains("capsule")
				? Optional.of(Problem.warning("cannot-be-captured", resource.kind() + " " + resource.label() + ": " + reason, "", remedy))
				: Optional.empty();
	}
}
