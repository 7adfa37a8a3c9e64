// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;

/** Finds the resource that a person means: by its identity or label, else by a fragment of these or of its path. Pure. */
public final class ResourceSearch {

	private ResourceSearch() {
	}

	/** All that the words fit best, sorted by identity: exact ones, else those with that label, path or pid, of that kind, with that fragment. */
	public static List<Resource> find(ResourceGraph graph, String words) {
		String wanted = words.strip();
		String small = wanted.toLowerCase(Locale.ROOT);
		return first(graph, List.of(r -> r.id().toString().equals(wanted),
				r -> r.label().equals(wanted) || r.id().key().equals(wanted) || r.attributes().getOrDefault("path", "").equals(wanted)
						|| r.attributes().getOrDefault("pid", "").equals(wanted),
				r -> (r.kind() + " " + r.label()).equals(wanted), r -> r.kind().key().equals(wanted),
				r -> (r.id() + "\n" + r.kind() + " " + r.label() + "\n" + r.attributes().getOrDefault("path", "")).toLowerCase(Locale.ROOT)
						.contains(small)));
	}

	private static List<Resource> first(ResourceGraph graph, List<Predicate<Resource>> stages) {
		for (Predicate<Resource> stage : stages) {
			List<Resource> found = graph.resources().values().stream().filter(stage).toList();
			if (!found.isEmpty()) {
				return found;
			}
		}
		return List.of();
	}
}
