// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.preflight;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.understudy.core.replicability.Facts;
import org.understudy.model.graph.Replicability.Required;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceKind;
import org.understudy.model.preflight.SurveyQuestions;

/** What must be known of a host on which an application shall continue: all that its graph says is required or external. Pure. */
public final class PreflightQuestions {

	private static final List<ResourceKind> FILES = List.of(ResourceKind.EXECUTABLE, ResourceKind.LIBRARY, ResourceKind.FILE, ResourceKind.DIRECTORY,
			ResourceKind.DEVICE);

	private PreflightQuestions() {
	}

	public static SurveyQuestions of(ResourceGraph graph) {
		return new SurveyQuestions(List.copyOf(paths(graph)), numbers(graph, Facts.UID), numbers(graph, Facts.GID), List.copyOf(mounts(graph)),
				List.copyOf(endpoints(graph)), "");
	}

	static SortedSet<String> paths(ResourceGraph graph) {
		return sorted(required(graph).filter(r -> FILES.contains(r.kind())).map(PreflightQuestions::path).filter(p -> p.startsWith("/")));
	}

	static String path(Resource resource) {
		return resource.attributes().getOrDefault(Facts.PATH, "");
	}

	private static SortedSet<String> mounts(ResourceGraph graph) {
		return sorted(required(graph).filter(r -> r.kind().equals(ResourceKind.MOUNT)).map(Resource::label).filter(p -> p.startsWith("/")));
	}

	/** Those that the application connects to by TCP; its clients find it again by its address. */
	static SortedSet<String> endpoints(ResourceGraph graph) {
		return sorted(graph.resources().values().stream().filter(isServer()).map(Resource::label));
	}

	private static Predicate<Resource> isServer() {
		return r -> r.kind().equals(ResourceKind.REMOTE_ENDPOINT) && r.id().key().startsWith("tcp ")
				&& r.attributes().getOrDefault("role", "").equals("server");
	}

	private static List<Long> numbers(ResourceGraph graph, String fact) {
		SortedSet<Long> numbers = new TreeSet<>();
		for (Resource resource : graph.resources().values()) {
			Map<String, String> facts = resource.attributes();
			if (resource.kind().equals(ResourceKind.PROCESS) && facts.getOrDefault(fact, "").matches("\\d{1,10}")) {
				numbers.add(Long.valueOf(facts.get(fact)));
			}
		}
		return List.copyOf(numbers);
	}

	private static Stream<Resource> required(ResourceGraph graph) {
		return graph.resources().values().stream().filter(r -> r.replicability() instanceof Required);
	}

	private static SortedSet<String> sorted(Stream<String> words) {
		return words.collect(java.util.stream.Collectors.toCollection(TreeSet::new));
	}
}
