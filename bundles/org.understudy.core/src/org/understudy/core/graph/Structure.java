// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.understudy.core.replicability.Facts;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/**
 * An application's structure, apart from the resources it uses: its tree of processes with their threads, and what groups them. Taken
 * from a graph, so that it can be had of any moment of which there is a graph. Pure.
 *
 * @param roots      the topmost processes with all beneath them
 * @param sessions   members by the pid of the session's leader
 * @param namespaces members by type and number, {@code net 4026531840}
 * @param users      members by the user's name
 */
public record Structure(List<Process> roots, SortedMap<Long, List<ResourceId>> sessions, SortedMap<String, List<ResourceId>> namespaces,
		SortedMap<String, List<ResourceId>> users) {

	/**
	 * A process with its threads and children.
	 *
	 * @param threads all but the first, which is the process itself
	 */
	public record Process(Resource resource, List<Thread> threads, List<Process> children) {

		public long session() {
			return number(resource, Facts.SESSION);
		}

		public long group() {
			return number(resource, Facts.GROUP);
		}

		public String user() {
			return resource.attributes().getOrDefault("user", "");
		}
	}

	/** A thread by its number on the host, and the name that it gave itself. */
	public record Thread(long id, String name) {
	}

	public static Structure of(ResourceGraph graph) {
		List<Resource> processes = graph.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.PROCESS)).toList();
		SortedMap<Long, List<ResourceId>> sessions = new TreeMap<>();
		SortedMap<String, List<ResourceId>> namespaces = new TreeMap<>();
		SortedMap<String, List<ResourceId>> users = new TreeMap<>();
		for (Resource process : processes) {
			enter(sessions, number(process, Facts.SESSION), process);
			enter(users, process.attributes().getOrDefault("user", "?"), process);
			words(process, Facts.NAMESPACES, " ").forEach(n -> enter(namespaces, n.replace(':', ' '), process));
		}
		return new Structure(new Tree(graph).roots(processes), sessions, namespaces, users);
	}

	public int processes() {
		return users.values().stream().mapToInt(List::size).sum();
	}

	/** All threads, the first one of each process included. */
	public int threads() {
		return roots.stream().mapToInt(Structure::threads).sum();
	}

	private static int threads(Process process) {
		return 1 + process.threads().size() + process.children().stream().mapToInt(Structure::threads).sum();
	}

	private static <K> void enter(Map<K, List<ResourceId>> groups, K key, Resource member) {
		groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(member.id());
	}

	private static long number(Resource resource, String fact) {
		String text = resource.attributes().getOrDefault(fact, "");
		return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
	}

	private static List<String> words(Resource resource, String fact, String separator) {
		String text = resource.attributes().getOrDefault(fact, "");
		return text.isEmpty() ? List.of() : Arrays.asList(text.split(separator));
	}

	/** The names are strangers' words and may hold what separates them: only a number after it begins a new one. */
	private static List<Thread> threadsOf(Resource process) {
		return words(process, Facts.THREADS, ", (?=\\d{1,18}:)").stream().filter(t -> t.matches("(?s)\\d{1,18}:.*")).map(t -> {
			int colon = t.indexOf(':');
			return new Thread(Long.parseLong(t.substring(0, colon)), t.substring(colon + 1));
		}).toList();
	}

	/** Follows the edges from parents to children; each process is shown once, should a graph ever hold a cycle. */
	private static final class Tree {

		private final ResourceGraph graph;
		private final Map<ResourceId, List<ResourceId>> children = new HashMap<>();
		private final Set<ResourceId> hasParent = new HashSet<>();
		private final Set<ResourceId> seen = new HashSet<>();

		Tree(ResourceGraph graph) {
			this.graph = graph;
			for (Dependency edge : graph.edges()) {
				if (edge.kind() == DependencyKind.PARENT_OF) {
					children.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge.to());
					hasParent.add(edge.to());
				}
			}
		}

		List<Process> roots(List<Resource> processes) {
			List<Process> roots = new ArrayList<>();
			processes.stream().filter(p -> !hasParent.contains(p.id()) && seen.add(p.id())).forEach(p -> roots.add(process(p)));
			processes.stream().filter(p -> seen.add(p.id())).forEach(p -> roots.add(process(p)));
			return List.copyOf(roots);
		}

		private Process process(Resource resource) {
			List<Process> below = new ArrayList<>();
			for (ResourceId child : children.getOrDefault(resource.id(), List.of())) {
				if (seen.add(child)) {
					below.add(process(graph.resources().get(child)));
				}
			}
			return new Process(resource, threadsOf(resource), List.copyOf(below));
		}
	}
}
