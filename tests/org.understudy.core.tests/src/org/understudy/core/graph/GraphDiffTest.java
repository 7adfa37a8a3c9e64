// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;

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
		RandomGraphs graphs = new RandomGraphs(seed);
		for (int round = 0; round < 200; round++) {
			ResourceGraph old = graphs.next();
			ResourceGraph now = graphs.next();
			assertEquals(now, GraphDiff.apply(old, GraphDiff.between(old, now)), "seed " + seed + " round " + round);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 2, 30, 400 })
	void differencesInARowGiveTheLastGraph(long seed) {
		RandomGraphs graphs = new RandomGraphs(seed);
		ResourceGraph followed = graphs.next();
		ResourceGraph last = followed;
		for (int round = 0; round < 100; round++) {
			ResourceGraph next = graphs.next();
			followed = GraphDiff.apply(followed, GraphDiff.between(last, next));
			last = next;
		}
		assertEquals(last, followed, "seed " + seed);
	}

	@Test
	void aProcessThatGotTheNumberOfAnotherIsAnother() {
		Resource first = process("4711@100");
		Resource second = process("4711@900");
		GraphDelta delta = GraphDiff.between(ResourceGraph.of(Instant.EPOCH, List.of(first), List.of()),
				ResourceGraph.of(Instant.EPOCH, List.of(second), List.of()));
		assertEquals(List.of(second), delta.put());
		assertEquals(List.of(first.id()), delta.removed());
	}

	private static Resource process(String key) {
		return new Resource(new ResourceId(ResourceKind.PROCESS, key), "sh (4711)", new Replicability.Captured("x"), Bytes.ZERO,
				Map.of("pid", "4711"), "/proc/4711/stat");
	}

	@Test
	void equalGraphsDifferByNothing() {
		ResourceGraph graph = new RandomGraphs(7).next();
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
}
