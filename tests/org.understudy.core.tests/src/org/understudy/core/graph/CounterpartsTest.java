// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.understudy.model.Bytes;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

class CounterpartsTest {

	private static final Resource REDIS_THERE = process("4711@88", "redis-server", "redis-server (4711)");
	private static final Resource REDIS_HERE = process("99@7", "redis-server", "redis-server (99)");

	private static Resource process(String key, String name, String label) {
		return resource(ResourceKind.PROCESS, key, label, Map.of("name", name));
	}

	private static Resource resource(ResourceKind kind, String key, String label, Map<String, String> attributes) {
		return new Resource(new ResourceId(kind, key), label, new Replicability.Captured("x"), Bytes.ZERO, attributes, "");
	}

	private static ResourceGraph graph(Resource... resources) {
		return ResourceGraph.of(Instant.EPOCH, Arrays.asList(resources), List.of());
	}

	@Test
	void aProcessIsKnownAgainByItsName() {
		assertEquals(Set.of(), Counterparts.missing(graph(REDIS_THERE), graph(REDIS_HERE)));
	}

	@Test
	void ofSeveralAlikeAsManyAsAreMissing() {
		Resource one = resource(ResourceKind.PIPE, "1", "pipe 1", Map.of());
		Resource two = resource(ResourceKind.PIPE, "2", "pipe 2", Map.of());
		Resource other = resource(ResourceKind.PIPE, "77", "pipe 77", Map.of());
		assertEquals(1, Counterparts.missing(graph(one, two), graph(other)).size());
		assertEquals(Set.of(), Counterparts.missing(graph(other), graph(one, two)));
	}

	@Test
	void aMissingListenerIsFound() {
		Resource listener = resource(ResourceKind.TCP_LISTENER, "10.0.0.1:6379", "10.0.0.1:6379", Map.of());
		assertEquals(Set.of(listener.id()), Counterparts.missing(graph(REDIS_THERE, listener), graph(REDIS_HERE)));
	}
}
