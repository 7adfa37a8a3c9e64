// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.understudy.model.Bytes;
import org.understudy.model.RunReport.Check;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

class CloneComparisonTest {

	private static Resource resource(ResourceKind kind, String key, String label) {
		return new Resource(new ResourceId(kind, key), label, new Replicability.Captured("x"), Bytes.ZERO, Map.of(), "");
	}

	private static ResourceGraph graph(Resource... resources) {
		return ResourceGraph.of(Instant.EPOCH, Arrays.asList(resources), List.of());
	}

	@Test
	void otherProcessIdentitiesAreNoDifference() {
		ResourceGraph master = graph(resource(ResourceKind.PROCESS, "1@1", "redis 1"), resource(ResourceKind.TCP_LISTENER, "a:1", "a:1"));
		ResourceGraph clone = graph(resource(ResourceKind.PROCESS, "99@7", "redis 99"), resource(ResourceKind.TCP_LISTENER, "a:1", "a:1"));
		assertTrue(CloneComparison.checks(master, clone).stream().allMatch(Check::passed));
	}

	@Test
	void aMissingListenerIsNamed() {
		ResourceGraph master = graph(resource(ResourceKind.TCP_LISTENER, "a:1", "10.0.0.1:6379"));
		List<Check> failed = CloneComparison.checks(master, graph()).stream().filter(c -> !c.passed()).toList();
		assertEquals(1, failed.size());
		assertTrue(failed.getFirst().actual().contains("10.0.0.1:6379"), failed.getFirst().actual());
	}

	@Test
	void aMissingProcessIsFound() {
		ResourceGraph master = graph(resource(ResourceKind.PROCESS, "1@1", "a"), resource(ResourceKind.PROCESS, "2@1", "b"));
		Check processes = CloneComparison.checks(master, graph(resource(ResourceKind.PROCESS, "9@9", "a"))).getFirst();
		assertFalse(processes.passed());
		assertEquals("1", processes.actual());
	}
}
