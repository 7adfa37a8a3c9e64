// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;

/**
 * Which resources to show: those in whose label, kind, key or verdict every word of the text occurs, and what they are joined to.
 *
 * @param text words; empty shows everything
 */
public record GraphFilter(String text) {

	public static final GraphFilter ALL = new GraphFilter("");

	public boolean isAll() {
		return text.isBlank();
	}

	public boolean matches(Resource resource) {
		String hay = (resource.label() + " " + resource.id() + " " + resource.replicability().word()).toLowerCase(Locale.ROOT);
		return List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+")).stream().allMatch(hay::contains);
	}

	public ResourceGraph apply(ResourceGraph graph) {
		if (isAll()) {
			return graph;
		}
		Set<ResourceId> kept = new HashSet<>();
		graph.resources().values().stream().filter(this::matches).map(Resource::id).forEach(kept::add);
		Set<ResourceId> matched = Set.copyOf(kept);
		for (Dependency edge : graph.edges()) {
			if (matched.contains(edge.from()) || matched.contains(edge.to())) {
				kept.add(edge.from());
				kept.add(edge.to());
			}
		}
		ResourceGraph shown = ResourceGraph.of(graph.at(), kept.stream().map(graph.resources()::get).toList(), graph.edges());
		return shown.stamped(graph.sequence(), graph.epoch());
	}
}
