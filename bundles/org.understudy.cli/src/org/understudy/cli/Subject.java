// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.understudy.admin.Operations;
import org.understudy.core.graph.ResourceSearch;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;

/** What a graph is asked of: a protected application by its name, or any process tree of the agent's host by a number. */
final class Subject {

	private static final int SHOWN = 12;

	private Subject() {
	}

	/** Nothing but digits is a process id. */
	static boolean isProcess(String words) {
		return words.matches("\\d{1,10}");
	}

	/** @param node of a process; empty for the one that answers */
	static CompletableFuture<ResourceGraph> graph(Operations operations, String words, String node) throws ProblemException {
		return isProcess(words) ? operations.inspect(Long.parseLong(words), node) : operations.graph(Words.application(words));
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
