// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

class LayoutTest {

	private static FoldedGraph folded(ResourceGraph graph) {
		return GraphFolding.fold(graph, Set.of());
	}

	private static Placement place(FoldedGraph graph) {
		return LayeredLayout.place(graph, NodeSizes.ESTIMATE);
	}

	private static int x(Placement placement, ResourceId id) {
		return placement.boxes().get(id.toString()).x();
	}

	private static void assertApart(FoldedGraph graph, Placement placement) {
		List<FoldedNode> nodes = new ArrayList<>(graph.nodes().values());
		nodes.removeIf(n -> n.shape() == VertexShape.CIRCLE);
		for (int i = 0; i < nodes.size(); i++) {
			for (int j = 0; j < i; j++) {
				Box a = placement.boxes().get(nodes.get(i).id());
				Box b = placement.boxes().get(nodes.get(j).id());
				assertFalse(a.intersects(b), nodes.get(i) + " over " + nodes.get(j));
			}
		}
	}

	@Test
	void clientsDoorsProcessesAndFilesStandFromLeftToRight() {
		FoldedGraph graph = folded(SampleGraphs.redis(1));
		Placement placement = place(graph);
		int client = x(placement, SampleGraphs.id(ResourceKind.REMOTE_ENDPOINT, "10.77.0.9:41000"));
		int listener = x(placement, SampleGraphs.LISTENER);
		int process = x(placement, SampleGraphs.REDIS);
		int file = x(placement, SampleGraphs.id(ResourceKind.FILE, "8:1/12 /var/lib/redis/appendonly.aof"));
		assertTrue(client < listener && listener < process && process < file, client + " " + listener + " " + process + " " + file);
		assertApart(graph, placement);
	}

	@Test
	void routesLeadFromTheUserToWhatItUses() {
		Placement placement = place(folded(SampleGraphs.redis(1)));
		List<Spot> route = placement.routes().get(new FoldedEdge.Key(SampleGraphs.REDIS.toString(), SampleGraphs.LISTENER.toString()));
		Box process = placement.boxes().get(SampleGraphs.REDIS.toString()).grown(1);
		Box listener = placement.boxes().get(SampleGraphs.LISTENER.toString()).grown(1);
		assertTrue(process.contains(route.getFirst().x(), route.getFirst().y()), route + " from " + process);
		assertTrue(listener.contains(route.getLast().x(), route.getLast().y()), route + " to " + listener);
	}

	@Test
	void smallCirclesSitOnTheirOwner() {
		Placement placement = place(folded(SampleGraphs.redis(0)));
		Box owner = placement.boxes().get(SampleGraphs.REDIS.toString());
		assertTrue(placement.boxes().get(SampleGraphs.id(ResourceKind.EPOLL, "1/5").toString()).intersects(owner));
	}

	@Test
	void aThousandVerticesAreArrangedInSecondsWithoutOverlap() {
		FoldedGraph graph = folded(SampleGraphs.large(120));
		assertTrue(graph.nodes().size() > 1000, () -> graph.nodes().size() + " nodes");
		// measured 1 to 2 s; the deadline only guards against an algorithm that does not scale
		Placement placement = assertTimeout(Duration.ofSeconds(30), () -> place(graph));
		assertEquals(graph.nodes().keySet(), placement.boxes().keySet());
		assertApart(graph, placement);
	}

	@Test
	void aSmallChangeMovesNothingThatStands() {
		Placement before = place(folded(SampleGraphs.redis(1)));
		FoldedGraph graph = folded(SampleGraphs.redis(2));
		Placement after = StablePlacement.update(before, graph, NodeSizes.ESTIMATE).orElseThrow();
		before.boxes().forEach((id, box) -> assertEquals(box, after.boxes().get(id), id));
		assertEquals(graph.nodes().keySet(), after.boxes().keySet());
		assertEquals(before.boxes().size() + 2, after.boxes().size());
		assertApart(graph, after);
		assertTrue(graph.edges().stream().map(FoldedEdge::key).filter(k -> !k.to().startsWith("epoll") && !k.to().startsWith("timerfd"))
				.allMatch(after.routes()::containsKey));
	}

	@Test
	void whatGoesLeavesAGap() {
		Placement before = place(folded(SampleGraphs.redis(2)));
		Placement after = StablePlacement.update(before, folded(SampleGraphs.redis(1)), NodeSizes.ESTIMATE).orElseThrow();
		assertEquals(before.boxes().size() - 2, after.boxes().size());
		after.boxes().forEach((id, box) -> assertEquals(before.boxes().get(id), box));
	}

	@Test
	void aLargeChangeAsksForANewArrangement() {
		Placement before = place(folded(SampleGraphs.redis(1)));
		assertEquals(Optional.empty(), StablePlacement.update(before, folded(SampleGraphs.large(10)), NodeSizes.ESTIMATE));
		assertEquals(Optional.empty(), StablePlacement.update(Placement.EMPTY, folded(SampleGraphs.redis(1)), NodeSizes.ESTIMATE));
	}

	@Test
	void anEmptyGraphIsAnEmptyPicture() {
		assertTrue(Scene.of(FoldedGraph.EMPTY, place(FoldedGraph.EMPTY)).isEmpty());
	}
}
