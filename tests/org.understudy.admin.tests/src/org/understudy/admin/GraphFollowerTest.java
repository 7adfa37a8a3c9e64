// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.understudy.admin.GraphFollower.Step;
import org.understudy.api.Json;
import org.understudy.core.graph.GraphDiff;
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
import org.understudy.testkit.LoopbackCluster;

class GraphFollowerTest {

	private final GraphFollower follower = new GraphFollower();

	private static GraphDelta delta(int from, int to) {
		return GraphDiff.between(LoopbackCluster.graph(from, from), LoopbackCluster.graph(to, to));
	}

	private ResourceGraph now() {
		return follower.graph().orElseThrow();
	}

	@Test
	void appliesWhatFollows() {
		follower.reset(LoopbackCluster.graph(1, 1));
		assertEquals(Step.UPDATED, follower.offer(delta(1, 2)));
		assertEquals(LoopbackCluster.graph(2, 2), now());
		assertEquals(Step.UNCHANGED, follower.offer(delta(1, 2)));
	}

	/** What a subscriber ends with is what the node has, also with all of it sent as text. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 17, 4711 })
	void followsOverTheWireToTheSameGraph(long seed) {
		Random random = new Random(seed);
		ResourceGraph last = random(random, 1);
		follower.reset(Json.read(Json.bytes(last), ResourceGraph.class));
		for (int sequence = 2; sequence < 60; sequence++) {
			ResourceGraph next = random(random, sequence);
			assertEquals(Step.UPDATED, follower.offer(Json.read(Json.bytes(GraphDiff.between(last, next)), GraphDelta.class)));
			last = next;
		}
		assertEquals(last, now());
	}

	private static ResourceGraph random(Random random, int sequence) {
		Map<ResourceId, Resource> resources = new HashMap<>();
		for (int i = random.nextInt(15); i > 0; i--) {
			ResourceId id = new ResourceId(new ResourceKind("k" + random.nextInt(3)), random.nextInt(9) + " é\"\n");
			resources.put(id, new Resource(id, "l" + random.nextInt(3), new Replicability.Required("r" + random.nextInt(2), ""),
					Bytes.of(random.nextInt(3)), Map.of("a b", "\u0000<" + random.nextInt(3)), ""));
		}
		List<ResourceId> ids = List.copyOf(resources.keySet());
		List<Dependency> edges = IntStream.range(0, ids.isEmpty() ? 0 : random.nextInt(30)).mapToObj(i -> new Dependency(
				ids.get(random.nextInt(ids.size())), ids.get(random.nextInt(ids.size())), DependencyKind.OPENS, "fd " + random.nextInt(4))).toList();
		return ResourceGraph.of(LoopbackCluster.NOW.plusSeconds(sequence), resources.values(), edges).stamped(sequence, new Epoch(random.nextInt(5)));
	}

	@Test
	void keepsWhatComesBeforeTheGraph() {
		assertEquals(Step.UNCHANGED, follower.offer(delta(1, 2)));
		assertEquals(Step.UNCHANGED, follower.offer(delta(2, 3)));
		assertEquals(LoopbackCluster.graph(3, 3), follower.reset(LoopbackCluster.graph(1, 1)));
	}

	@Test
	void asksOnAGapAndGoesOnAfterIt() {
		follower.reset(LoopbackCluster.graph(1, 1));
		assertEquals(Step.GAP, follower.offer(delta(2, 3)));
		assertEquals(LoopbackCluster.graph(1, 1), now());
		assertEquals(LoopbackCluster.graph(3, 3), follower.reset(LoopbackCluster.graph(2, 2)));
	}

	@Test
	void newPrimaryThatCountsAnewIsAGap() {
		follower.reset(LoopbackCluster.graph(90, 9));
		GraphDelta fresh = new GraphDelta(2, LoopbackCluster.NOW.plusSeconds(1000), org.understudy.model.Epoch.NONE, java.util.List.of(),
				java.util.List.of(), java.util.List.of(), java.util.List.of());
		assertEquals(Step.GAP, follower.offer(fresh));
	}
}
