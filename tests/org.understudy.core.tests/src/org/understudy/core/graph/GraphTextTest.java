// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.understudy.core.replicability.CoverageCount;
import org.understudy.model.Bytes;
import org.understudy.model.Coverage;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

class GraphTextTest {

	private final Resource parent = resource(ResourceKind.PROCESS, "1@5", "redis (1)", new Replicability.Captured("memory"));
	private final Resource child = resource(ResourceKind.PROCESS, "2@6", "child (2)", new Replicability.Captured("memory"));
	private final Resource listener = resource(ResourceKind.TCP_LISTENER, "a:1", "a:1", new Replicability.Captured("listener"));
	private final Resource ring = resource(ResourceKind.IO_URING, "r", "ring \"x\"", new Replicability.Blocked("io_uring", "switch it off"));
	private final Resource library = resource(ResourceKind.LIBRARY, "l", "/lib/l.so", new Replicability.Required("same", ""));
	private final ResourceGraph graph = ResourceGraph.of(Instant.EPOCH, List.of(parent, child, listener, ring, library),
			List.of(edge(parent, child, DependencyKind.PARENT_OF, ""), edge(parent, listener, DependencyKind.LISTENS_ON, "fd 6"),
					edge(child, ring, DependencyKind.OPENS, "fd 3 rw"), edge(child, library, DependencyKind.MAPS, "")));

	@Test
	void showsTheTreeWithVerdictsAndWhatIsBlocked() {
		assertEquals("""
				5 resources, 4 dependencies: 3 captured, 0 copied, 1 required, 0 external, 1 blocked; coverage 80 %
				captured  process redis (1)
				captured    listens-on (fd 6) tcp-listener a:1
				captured    process child (2)
				blocked       opens (fd 3 rw) io-uring ring "x"
				required      maps 1 libraries
				! io-uring ring "x": io_uring; switch it off
				""", GraphText.render(graph));
	}

	@Test
	void dotQuotesLabelsAndNamesEveryEdge() {
		String dot = GraphDot.render(graph);
		assertTrue(dot.contains("ring \\\"x\\\""), dot);
		assertTrue(dot.contains("\"process 1@5\" -> \"tcp-listener a:1\" [label=\"listens-on fd 6\"]"), dot);
	}

	@Test
	void countsPerVerdict() {
		assertEquals(new Coverage(3, 0, 1, 0, 1), CoverageCount.of(graph));
	}

	private static Resource resource(ResourceKind kind, String key, String label, Replicability verdict) {
		return new Resource(new ResourceId(kind, key), label, verdict, Bytes.ZERO, Map.of(), "");
	}

	private static Dependency edge(Resource from, Resource to, DependencyKind kind, String detail) {
		return new Dependency(from.id(), to.id(), kind, detail);
	}
}
