// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

class SceneTest {

	private final Scene scene = scene();

	private static Scene scene() {
		FoldedGraph graph = GraphFolding.fold(SampleGraphs.redis(2), Set.of());
		return Scene.of(graph, LayeredLayout.place(graph, NodeSizes.ESTIMATE));
	}

	private Scene.Node node(ResourceId id) {
		return scene.node(id).orElseThrow();
	}

	@Test
	void aPointInTheMiddleOfAVertexHitsIt() {
		for (Scene.Node node : scene.nodes().values()) {
			Spot centre = node.box().centre();
			assertEquals(Optional.of(node.id()), scene.hit(centre.x(), centre.y()).map(Scene.Node::id));
		}
		assertEquals(Optional.empty(), scene.hit(scene.bounds().x() + 1, scene.bounds().y() + 1));
	}

	@Test
	void aPointOnALineHitsTheEdge() {
		Scene.Edge edge = scene.edges().stream().filter(e -> !e.quiet() && e.content().to().equals(SampleGraphs.LISTENER.toString()))
				.findFirst().orElseThrow();
		Spot end = edge.route().getLast();
		Spot near = new Spot(end.x() + 3, end.y() + 2);
		assertEquals(Optional.of(edge), scene.hitEdge(near, 4));
		assertEquals(Optional.empty(), scene.hitEdge(new Spot(-500, -500), 4));
	}

	@Test
	void theFocusOfAnEndpointLeadsThroughItsConnectionToTheProcess() {
		ResourceId endpoint = SampleGraphs.id(ResourceKind.REMOTE_ENDPOINT, "10.77.0.9:41000");
		Set<String> focus = scene.focus(endpoint.toString());
		assertTrue(focus.contains(SampleGraphs.REDIS.toString()));
		assertFalse(focus.contains(SampleGraphs.id(ResourceKind.FILE, "8:1/13 /var/log/redis.log").toString()));
	}

	@Test
	void arrowKeysFollowEdges() {
		Scene.Node left = scene.next(SampleGraphs.REDIS.toString(), Scene.Direction.LEFT).orElseThrow();
		assertTrue(scene.graph().edges().stream().anyMatch(e -> e.touches(left.id()) && e.touches(SampleGraphs.REDIS.toString())));
		assertTrue(left.box().centre().x() < node(SampleGraphs.REDIS).box().centre().x());
		assertEquals(Optional.of(SampleGraphs.REDIS.toString()), scene.next(left.id(), Scene.Direction.RIGHT).map(Scene.Node::id));
	}

	@Test
	void theFirstArrowKeySelectsTheLeftmostVertex() {
		Scene.Node first = scene.next("", Scene.Direction.RIGHT).orElseThrow();
		assertTrue(scene.nodes().values().stream().allMatch(n -> n.box().x() >= first.box().x()));
	}

	@Test
	void edgesOfSmallCirclesAreQuiet() {
		assertTrue(scene.edges().stream().filter(e -> e.content().from().startsWith("epoll")).allMatch(Scene.Edge::quiet));
		assertTrue(scene.edges().stream().anyMatch(e -> e.content().from().startsWith("epoll")));
	}

	@Test
	void everyVertexHasAPlaceInsideTheBounds() {
		for (Scene.Node node : scene.nodes().values()) {
			assertEquals(scene.bounds(), scene.bounds().union(node.box()));
		}
	}
}
