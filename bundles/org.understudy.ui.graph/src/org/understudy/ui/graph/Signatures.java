// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/**
 * Tells which resources are alike: equal signatures. Two rounds of colour refinement (Weisfeiler and Leman), in which processes keep
 * their identity, so that things of different processes never melt into one.
 */
final class Signatures {

	/** The kernel's first ephemeral port: above it a port says nothing about the service. */
	private static final int EPHEMERAL = 32768;

	private final ResourceGraph graph;
	private final Map<ResourceId, List<Dependency>> incident = new HashMap<>();
	private final Map<ResourceId, String> processes;
	private final Map<ResourceId, String> first = new HashMap<>();

	Signatures(ResourceGraph graph, Set<String> opened) {
		this.graph = graph;
		for (Dependency edge : graph.edges()) {
			incident.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge);
			incident.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge);
		}
		processes = processClasses(opened);
		graph.resources().values().forEach(r -> first.put(r.id(), refined(r, this::initial)));
	}

	/** Kinds of which one box per process group is enough. */
	static boolean bundled(ResourceKind kind) {
		return kind.equals(ResourceKind.LIBRARY) || kind.equals(ResourceKind.EXECUTABLE);
	}

	String of(Resource resource) {
		if (isProcess(resource.kind())) {
			return processes.get(resource.id());
		}
		if (bundled(resource.kind())) {
			return "all " + resource.kind() + " of " + users(resource.id()).stream().findFirst().map(this::root).map(Object::toString)
					.orElse("");
		}
		return refined(resource, id -> first.getOrDefault(id, ""));
	}

	private String refined(Resource resource, java.util.function.Function<ResourceId, String> colour) {
		Set<String> neighbours = new TreeSet<>();
		for (Dependency edge : edges(resource.id())) {
			boolean out = edge.from().equals(resource.id());
			ResourceId other = out ? edge.to() : edge.from();
			neighbours.add((out ? ">" : "<") + edge.kind().word() + " " + processes.getOrDefault(other, colour.apply(other)));
		}
		return initial(resource.id()) + neighbours;
	}

	/** What can be told of a resource without looking at its neighbours. */
	private String initial(ResourceId id) {
		String own = id.kind() + " " + graph.resources().get(id).replicability().word();
		if (id.kind().equals(ResourceKind.FILE) || id.kind().equals(ResourceKind.DIRECTORY)) {
			return own + " " + directory(id.key());
		}
		return id.kind().equals(ResourceKind.REMOTE_ENDPOINT) ? own + " " + service(id.key()) : own;
	}

	private static String directory(String key) {
		int path = key.indexOf(" /") + 1;
		return key.substring(path, Math.max(path, key.lastIndexOf('/')));
	}

	private static String service(String key) {
		String port = key.substring(key.lastIndexOf(':') + 1);
		return port.matches("\\d{1,5}") && Integer.parseInt(port) < EPHEMERAL ? port : "";
	}

	/** Childless processes of one parent and one name share a class, when they are many and their fold is not opened. */
	private Map<ResourceId, String> processClasses(Set<String> opened) {
		Map<String, List<ResourceId>> classes = new HashMap<>();
		Map<ResourceId, String> result = new HashMap<>();
		graph.resources().values().stream().filter(r -> isProcess(r.kind())).forEach(r -> {
			result.put(r.id(), r.id().toString());
			if (children(r.id()).isEmpty() && parent(r.id()) != null) {
				classes.computeIfAbsent("all " + name(r) + " under " + parent(r.id()), _ -> new ArrayList<>()).add(r.id());
			}
		});
		classes.forEach((fold, members) -> {
			if (members.size() >= GraphFolding.ALIKE && !opened.contains(fold)) {
				members.forEach(id -> result.put(id, fold));
			}
		});
		return result;
	}

	private static String name(Resource process) {
		return process.label().replaceAll("\\s*\\(?\\d+\\)?$", "");
	}

	private static boolean isProcess(ResourceKind kind) {
		return kind.equals(ResourceKind.PROCESS);
	}

	private List<Dependency> edges(ResourceId id) {
		return incident.getOrDefault(id, List.of());
	}

	private Set<ResourceId> users(ResourceId id) {
		Set<ResourceId> result = new TreeSet<>();
		edges(id).stream().filter(e -> e.to().equals(id) && isProcess(e.from().kind())).forEach(e -> result.add(e.from()));
		return result;
	}

	private List<ResourceId> children(ResourceId id) {
		return edges(id).stream().filter(e -> e.kind() == DependencyKind.PARENT_OF && e.from().equals(id)).map(Dependency::to).toList();
	}

	private ResourceId parent(ResourceId id) {
		return edges(id).stream().filter(e -> e.kind() == DependencyKind.PARENT_OF && e.to().equals(id)).map(Dependency::from).findFirst()
				.orElse(null);
	}

	private ResourceId root(ResourceId process) {
		ResourceId top = process;
		Set<ResourceId> seen = new TreeSet<>();
		for (ResourceId up = parent(top); up != null && seen.add(up); up = parent(top)) {
			top = up;
		}
		return top;
	}
}
