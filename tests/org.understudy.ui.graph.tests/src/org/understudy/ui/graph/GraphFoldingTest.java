// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

class GraphFoldingTest {

	private static FoldedNode only(FoldedGraph graph, ResourceKind kind) {
		List<FoldedNode> nodes = graph.nodes().values().stream().filter(n -> n.kind().equals(kind)).toList();
		assertEquals(1, nodes.size(), () -> kind + ": " + nodes);
		return nodes.getFirst();
	}

	@Test
	void librariesOfAProcessAreOneBox() {
		FoldedGraph folded = GraphFolding.fold(SampleGraphs.redis(2), Set.of());
		FoldedNode libraries = only(folded, ResourceKind.LIBRARY);
		assertEquals(6, libraries.members().size());
		assertEquals(VertexShape.STACK, libraries.shape());
		assertEquals("6 libraries", libraries.label());
		assertEquals(1, folded.edges().stream().filter(e -> e.touches(libraries.id())).count());
	}

	@Test
	void theListenerIsNeverFolded() {
		FoldedNode listener = only(GraphFolding.fold(SampleGraphs.redis(50), Set.of()), ResourceKind.TCP_LISTENER);
		assertEquals(SampleGraphs.LISTENER, listener.members().getFirst().id());
	}

	@Test
	void manyClientsFoldToOneConnectionBoxAndOneEndpointBox() {
		FoldedGraph folded = GraphFolding.fold(SampleGraphs.redis(50), Set.of());
		FoldedNode connections = only(folded, ResourceKind.TCP_CONNECTION);
		FoldedNode endpoints = only(folded, ResourceKind.REMOTE_ENDPOINT);
		assertEquals(50, connections.members().size());
		assertEquals(50, endpoints.members().size());
		assertTrue(folded.edges().stream().anyMatch(e -> e.from().equals(connections.id()) && e.to().equals(endpoints.id())));
	}

	@Test
	void fewClientsStaySingle() {
		FoldedGraph folded = GraphFolding.fold(SampleGraphs.redis(3), Set.of());
		assertEquals(3, folded.nodes().values().stream().filter(n -> n.kind().equals(ResourceKind.TCP_CONNECTION)).count());
	}

	@Test
	void anOpenedFoldShowsItsMembersAndNamesItself() {
		ResourceGraph graph = SampleGraphs.redis(2);
		String fold = only(GraphFolding.fold(graph, Set.of()), ResourceKind.LIBRARY).id();
		FoldedGraph opened = GraphFolding.fold(graph, Set.of(fold));
		List<FoldedNode> libraries = opened.nodes().values().stream().filter(n -> n.kind().equals(ResourceKind.LIBRARY)).toList();
		assertEquals(6, libraries.size());
		assertTrue(libraries.stream().allMatch(n -> n.group().equals(fold) && !n.isFolded()));
	}

	@Test
	void aFoldKeepsItsIdentityWhileMembersComeAndGo() {
		FoldedNode before = only(GraphFolding.fold(SampleGraphs.redis(20), Set.of()), ResourceKind.TCP_CONNECTION);
		FoldedNode after = only(GraphFolding.fold(SampleGraphs.redis(21), Set.of()), ResourceKind.TCP_CONNECTION);
		assertEquals(before.id(), after.id());
	}

	@Test
	void everyResourceIsInExactlyOneNodeAndNoEdgeJoinsANodeWithItself() {
		ResourceGraph graph = SampleGraphs.redis(50);
		FoldedGraph folded = GraphFolding.fold(graph, Set.of());
		List<ResourceId> shown = folded.nodes().values().stream().flatMap(n -> n.members().stream()).map(Resource::id).toList();
		assertEquals(graph.resources().size(), shown.size());
		assertEquals(graph.resources().keySet(), new HashSet<>(shown));
		assertFalse(folded.edges().stream().anyMatch(e -> e.from().equals(e.to())));
	}

	@Test
	void identicalChildrenAndWhatTheyUseFoldTogether() {
		SampleGraphs g = new SampleGraphs();
		Replicability captured = new Replicability.Captured("");
		ResourceId master = SampleGraphs.id(ResourceKind.PROCESS, "1@1");
		g.add(master, "nginx 1", captured);
		for (int i = 2; i < 8; i++) {
			ResourceId worker = SampleGraphs.id(ResourceKind.PROCESS, i + "@1");
			g.used(master, worker, "nginx " + i, DependencyKind.PARENT_OF, captured);
			g.used(worker, SampleGraphs.id(ResourceKind.EPOLL, "" + i), "epoll", DependencyKind.OPENS, captured);
		}
		FoldedGraph folded = GraphFolding.fold(g.build(), Set.of());
		assertEquals(Set.of(1, 6), new HashSet<>(folded.nodes().values().stream().map(n -> n.members().size()).toList()));
		assertEquals(3, folded.nodes().size());
	}

	@Test
	void theWorstVerdictOfTheMembersIsShown() {
		Resource good = new Resource(SampleGraphs.id(ResourceKind.FILE, "a"), "a", new Replicability.Captured(""),
				org.understudy.model.Bytes.ZERO,
				java.util.Map.of(), "");
		Resource bad = good.withReplicability(new Replicability.Blocked("why", "what"));
		assertEquals("blocked", new FoldedNode("x", List.of(good, bad, good), "").verdict().word());
	}

	@Test
	void theFilterKeepsMatchesAndTheirNeighbours() {
		ResourceGraph shown = new GraphFilter("aof copied").apply(SampleGraphs.redis(2));
		assertEquals(Set.of(SampleGraphs.REDIS, SampleGraphs.id(ResourceKind.FILE, "8:1/12 /var/lib/redis/appendonly.aof")),
				shown.resources().keySet());
		assertTrue(new GraphFilter("no-such-thing").apply(SampleGraphs.redis(2)).resources().isEmpty());
	}
}
