// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/** Graphs of a seed, small enough that two of them share vertices, with the words that strangers choose. */
final class RandomGraphs {

	private static final List<ResourceKind> KINDS = List.of(ResourceKind.PROCESS, ResourceKind.FILE, ResourceKind.PIPE, new ResourceKind("my-own"));
	private static final List<String> WORDS = List.of("", "a b", "we) i (rd", "<&\"'>", "\u0000\u0007\uFFFD", "é€😀", "x (deleted)", "{\"k\":1}");

	private final Random random;

	RandomGraphs(long seed) {
		random = new Random(seed);
	}

	ResourceGraph next() {
		return next(20, 40);
	}

	ResourceGraph next(int vertices, int dependencies) {
		SortedMap<ResourceId, Resource> resources = new TreeMap<>();
		for (int i = random.nextInt(vertices); i > 0; i--) {
			ResourceId id = new ResourceId(KINDS.get(random.nextInt(KINDS.size())), Integer.toString(random.nextInt(12)));
			resources.put(id, new Resource(id, "label " + word(), verdict(), Bytes.of(random.nextInt(3)), Map.of("state", word()), "evidence"));
		}
		List<ResourceId> ids = new ArrayList<>(resources.keySet());
		TreeSet<Dependency> edges = new TreeSet<>();
		for (int i = ids.isEmpty() ? 0 : random.nextInt(dependencies); i > 0; i--) {
			edges.add(new Dependency(ids.get(random.nextInt(ids.size())), ids.get(random.nextInt(ids.size())),
					DependencyKind.values()[random.nextInt(DependencyKind.values().length)], random.nextBoolean() ? "" : "fd " + random.nextInt(2)));
		}
		return new ResourceGraph(random.nextInt(1000), Instant.ofEpochSecond(random.nextInt(1000)), new Epoch(random.nextInt(5)), resources,
				edges);
	}

	private Replicability verdict() {
		return switch (random.nextInt(5)) {
			case 0 -> new Replicability.Captured("in the checkpoint");
			case 1 -> new Replicability.Copied("in the overlay");
			case 2 -> new Replicability.Required("a library", "install it");
			case 3 -> new Replicability.External("outside", "");
			default -> new Replicability.Blocked(word(), "disable it");
		};
	}

	private String word() {
		return WORDS.get(random.nextInt(WORDS.size()));
	}
}
