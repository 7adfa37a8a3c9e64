// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.understudy.admin.Operations;
import org.understudy.core.graph.ResourceSearch;
import org.understudy.core.port.InspectionScope;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;

/** What a graph is asked of: a protected application by its name, or any processes of a host. */
final class Subject {

	private static final int SHOWN = 12;

	private Subject() {
	}

	/** A process id, a control group's path or a unit's name: names of applications hold neither dots nor slashes. */
	static boolean isLive(String words) {
		return words.matches("\\d{1,10}") || words.indexOf('.') >= 0 || words.indexOf('/') >= 0;
	}

	/** @param node whose processes; empty for the one that answers */
	static CompletableFuture<ResourceGraph> graph(Operations operations, String words, String node) throws ProblemException {
		return isLive(words) ? operations.inspect(InspectionScope.parse(words), node) : operations.graph(Words.application(words));
	}

	/** The one resource that the words fit. */
	static Resource resource(ResourceGraph graph, String words) throws ProblemException {
		List<Resource> found = ResourceSearch.find(graph, words);
		if (found.size() == 1) {
			return found.getFirst();
		}
		if (found.isEmpty()) {
			throw Problem.error("unknown-resource", "The graph holds no resource like '" + words + "'.", "",
					"See what it holds: understudy graph").exception();
		}
		throw Problem.error("usage", "'" + words + "' fits " + found.size() + " resources.", found.stream().limit(SHOWN)
				.map(r -> "'" + r.kind() + " " + r.label() + "'").collect(Collectors.joining(", ")) + (found.size() > SHOWN ? ", …" : ""),
				"Say more of its name, or its identity as 'understudy graph --json' shows it.").exception();
	}
}
