// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.understudy.core.replicability.Background;
import org.understudy.core.resource.ResourceClass.Drawn;
import org.understudy.core.resource.ResourceClass.Found;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/**
 * Lets resource classes add to a graph.
 *
 * @param classes those that are known
 * @param failed  told of one that threw; what it had found in that process is left out
 */
public record ResourceClasses(List<ResourceClass> classes, BiConsumer<ResourceClass, RuntimeException> failed) {

	/** Attribute of a vertex of such a class: the product's kind that it is drawn like, also by a desktop that does not know the class. */
	public static final String DRAWN_AS = "drawn-as";

	/** The kind whose shape and place a resource has in drawings: its own, unless its class says otherwise. */
	public static ResourceKind drawnAs(Resource resource) {
		String like = resource.attributes().getOrDefault(DRAWN_AS, "");
		return like.isBlank() || like.indexOf(' ') >= 0 ? resource.kind() : new ResourceKind(like);
	}

	public ResourceClasses {
		classes = List.copyOf(classes);
	}

	/** The graph with what all classes find in its processes. */
	public ResourceGraph extend(ResourceGraph graph, Function<Resource, ProcessEvidence> evidence, Background background) {
		if (classes.isEmpty()) {
			return graph;
		}
		TreeMap<ResourceId, Resource> resources = new TreeMap<>(graph.resources());
		TreeSet<Dependency> edges = new TreeSet<>(graph.edges());
		for (ProcessView process : views(graph, evidence)) {
			for (ResourceClass each : classes) {
				Found found = found(each, process, background);
				found.resources().forEach(r -> resources.putIfAbsent(r.id(), r));
				found.edges().stream().filter(e -> resources.containsKey(e.from()) && resources.containsKey(e.to())).forEach(edges::add);
			}
		}
		return new ResourceGraph(graph.sequence(), graph.at(), graph.epoch(), resources, edges);
	}

	private static List<ProcessView> views(ResourceGraph graph, Function<Resource, ProcessEvidence> evidence) {
		Map<ResourceId, List<Resource>> uses = new HashMap<>();
		graph.edges().stream().filter(e -> e.from().kind().equals(ResourceKind.PROCESS))
				.forEach(e -> uses.computeIfAbsent(e.from(), _ -> new ArrayList<>()).add(graph.resources().get(e.to())));
		return graph.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.PROCESS))
				.map(r -> new ProcessView(r, uses.getOrDefault(r.id(), List.of()), evidence.apply(r))).toList();
	}

	private Found found(ResourceClass each, ProcessView process, Background background) {
		try {
			Map<ResourceKind, ResourceKind> kinds = each.kinds().stream().collect(Collectors.toMap(Drawn::kind, Drawn::like));
			Found found = each.look(process);
			Set<ResourceKind> strange = found.resources().stream().map(Resource::kind).filter(k -> !kinds.containsKey(k)).collect(Collectors.toSet());
			if (!strange.isEmpty()) {
				throw new IllegalStateException("it found resources of kinds that it does not announce: " + strange);
			}
			return new Found(found.resources().stream().map(r -> drawn(r, kinds.get(r.kind()))).map(r -> r.withReplicability(each.judge(r, background)))
					.toList(), found.edges());
		} catch (RuntimeException e) {
			failed.accept(each, e);
			return Found.NOTHING;
		}
	}

	private static Resource drawn(Resource resource, ResourceKind like) {
		Map<String, String> attributes = new HashMap<>(resource.attributes());
		attributes.put(DRAWN_AS, like.key());
		return new Resource(resource.id(), resource.label(), resource.replicability(), resource.size(), attributes, resource.evidence());
	}
}
