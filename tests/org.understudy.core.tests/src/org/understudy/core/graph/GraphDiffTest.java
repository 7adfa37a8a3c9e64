// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

class GraphDiffTest {

	private static final List<ResourceKind> KINDS = List.of(ResourceKind.PROCESS, ResourceKind.FILE, ResourceKind.PIPE);

	@ParameterizedTest
	@ValueSource(longs = { 1, 20, 300, 4_000, 50_000 })
	void applyingTheDifferenceGivesTheNewGraph(long seed) {
		Random random = new Random(seed);
		for (int round = 0; round < 200; round++) {
			ResourceGraph old = graph(random);
			ResourceGraph now = graph(random);
			assertEquals(now, GraphDiff.apply(old, GraphDiff.between(old, now)), "seed " + seed + " round " + round);
		}
	}

	@Test
	void equalGraphsDifferByNothing() {
		ResourceGraph graph = graph(new Random(7));
		GraphDelta delta = GraphDiff.between(graph, graph.stamped(graph.sequence() + 1, new Epoch(9)));
		assertTrue(delta.isEmpty());
		assertTrue(GraphDiff.follows(graph, delta));
		assertFalse(GraphDiff.follows(graph.stamped(99_999, Epoch.NONE), delta));
	}

	@Test
	void onlyWhatChangedIsInTheDifference() {
		ResourceGraph old = ResourceGraph.of(Instant.EPOCH, List.of(resource("a", 1), resource("b", 1), resource("c", 1)), List.of());
		ResourceGraph now = ResourceGraph.of(Instant.EPOCH, List.of(resource("a", 1), resource("b", 2), resource("d", 1)), List.of());
		GraphDelta delta = GraphDiff.between(old, now);
		assertEquals(List.of(resource("b", 2), resource("d", 1)), delta.put());
		assertEquals(List.of(resource("c", 1).id()), delta.removed());
	}

	@Test
	void aDifferenceThatDoesNotFitIsRefused() {
		Dependency edge = new Dependency(resource("a", 1).id(), resource("b", 1).id(), DependencyKind.OPENS, "");
		ResourceGraph now = ResourceGraph.of(Instant.EPOCH, List.of(resource("a", 1), resource("b", 1)), List.of(edge));
		ResourceGraph before = ResourceGraph.of(Instant.EPOCH, List.of(resource("a", 1), resource("b", 1)), List.of());
		GraphDelta delta = GraphDiff.between(before, now);
		assertThrows(IllegalArgumentException.class, () -> GraphDiff.apply(ResourceGraph.EMPTY, delta));
	}

	private static Resource resource(String key, long size) {
		return new Resource(new ResourceId(ResourceKind.FILE, key), key, new Replicability.Copied("changed"), Bytes.of(size), Map.of(), "");
	}

	private static ResourceGraph graph(Random random) {
		SortedMap<ResourceId, Resource> resources = new TreeMap<>();
		for (int i = random.nextInt(20); i > 0; i--) {
			ResourceId id = new ResourceId(KINDS.get(random.nextInt(KINDS.size())), Integer.toString(random.nextInt(12)));
			Replicability verdict = random.nextBoolean() ? new Replicability.Captured("x") : new Replicability.Blocked("y", "z");
			resources.put(id, new Resource(id, "label " + random.nextInt(2), verdict, Bytes.of(random.nextInt(3)),
					Map.of("state", Integer.toString(random.nextInt(2))), "evidence"));
		}
		List<ResourceId> ids = new ArrayList<>(resources.keySet());
		TreeSet<Dependency> edges = new TreeSet<>();
		for (int i = ids.isEmpty() ? 0 : random.nextInt(40); i > 0; i--) {
			edges.add(new Dependency(ids.get(random.nextInt(ids.size())), ids.get(random.nextInt(ids.size())),
					DependencyKind.values()[random.nextInt(3)], random.nextBoolean() ? "" : "fd " + random.nextInt(2)));
		}
		return new ResourceGraph(random.nextInt(1000), Instant.ofEpochSecond(random.nextInt(1000)), new Epoch(random.nextInt(5)), resources,
				edges);
	}
}
