// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;

class ResourceGraphTest {

	private static final Resource PROCESS = resource(ResourceKind.PROCESS, "4711@88123");
	private static final Resource FILE = resource(ResourceKind.FILE, "8:1/1234 /srv/a b.log");

	private static Resource resource(ResourceKind kind, String key) {
		return new Resource(new ResourceId(kind, key), key, new Replicability.Captured("in the checkpoint"), Bytes.ZERO, Map.of(), "/proc");
	}

	private static Dependency opens(Resource from, Resource to) {
		return new Dependency(from.id(), to.id(), DependencyKind.OPENS, "fd 3 r");
	}

	@Test
	void keepsOnlyEdgesWithBothEnds() {
		ResourceGraph graph = ResourceGraph.of(Instant.EPOCH, List.of(PROCESS), List.of(opens(PROCESS, FILE)));
		assertTrue(graph.edges().isEmpty());
	}

	@Test
	void refusesAnEdgeWithoutVertex() {
		TreeSet<Dependency> edges = new TreeSet<>(List.of(opens(PROCESS, FILE)));
		assertThrows(IllegalArgumentException.class, () -> new ResourceGraph(1, Instant.EPOCH, Epoch.NONE, new TreeMap<>(), edges));
	}

	@Test
	void identitiesReadBack() {
		for (Resource resource : List.of(PROCESS, FILE)) {
			assertEquals(resource.id(), ResourceId.parse(resource.id().toString()));
		}
	}

	@Test
	void isImmutable() {
		ResourceGraph graph = ResourceGraph.of(Instant.EPOCH, List.of(PROCESS, FILE), List.of(opens(PROCESS, FILE)));
		assertThrows(UnsupportedOperationException.class, () -> graph.edges().clear());
		assertThrows(UnsupportedOperationException.class, () -> graph.resources().clear());
	}
}
