// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.understudy.admin.GraphFollower.Step;
import org.understudy.core.graph.GraphDiff;
import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.ResourceGraph;
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
