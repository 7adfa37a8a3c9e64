// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.understudy.core.graph.GraphHistory.Bound;
import org.understudy.model.Epoch;
import org.understudy.model.graph.ResourceGraph;

class GraphHistoryTest {

	private static final Bound WIDE = new Bound(1000, 1L << 30);

	/** Graphs a second apart, as a watch sees them. */
	private static List<ResourceGraph> graphs(long seed, int count) {
		RandomGraphs random = new RandomGraphs(seed);
		List<ResourceGraph> graphs = new ArrayList<>();
		for (int i = 1; i <= count; i++) {
			ResourceGraph next = random.next();
			graphs.add(new ResourceGraph(i, Instant.ofEpochSecond(i), new Epoch(i / 10), next.resources(), next.edges()));
		}
		return graphs;
	}

	private static GraphHistory of(Bound bound, List<ResourceGraph> graphs) {
		GraphHistory history = GraphHistory.empty(bound);
		for (ResourceGraph graph : graphs) {
			history = history.with(graph).marked(new Epoch(1000 + graph.sequence()), graph.sequence());
		}
		return history;
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 8, 99 })
	void everyMomentIsShownAsItWas(long seed) {
		List<ResourceGraph> graphs = graphs(seed, 60);
		GraphHistory history = of(WIDE, graphs);
		for (ResourceGraph graph : graphs) {
			ResourceGraph then = history.at(new Moment.At(graph.at().plusMillis(500))).orElseThrow();
			assertEquals(graph.resources(), then.resources());
			assertEquals(graph.edges(), then.edges());
			ResourceGraph sent = history.at(new Moment.OfEpoch(new Epoch(1000 + graph.sequence()))).orElseThrow();
			assertEquals(graph.resources(), sent.resources());
			assertEquals(new Epoch(1000 + graph.sequence()), sent.epoch());
		}
		assertEquals(graphs.getLast(), history.at(new Moment.Now()).orElseThrow());
		assertEquals(Optional.empty(), history.at(new Moment.At(Instant.EPOCH)));
		assertEquals(Optional.empty(), history.at(new Moment.OfEpoch(new Epoch(4))));
	}

	@Test
	void whatIsTooOldIsForgottenAndTheRestIsStillRight() {
		List<ResourceGraph> graphs = graphs(5, 300);
		for (Bound bound : List.of(new Bound(40, 1L << 30), new Bound(1000, 300_000))) {
			GraphHistory history = of(bound, graphs);
			assertTrue(history.deltas().size() <= bound.changes() && history.bytes() <= bound.bytes(), bound::toString);
			assertTrue(history.deltas().size() > 5, "something is kept");
			assertEquals(graphs.get((int) history.oldest().sequence() - 1).resources(), history.oldest().resources());
			assertEquals(graphs.get(297).resources(), history.at(new Moment.At(Instant.ofEpochSecond(298))).orElseThrow().resources());
			assertEquals(Optional.empty(), history.at(new Moment.OfEpoch(new Epoch(1002))), "an epoch before the oldest graph");
			assertTrue(history.at(new Moment.OfEpoch(new Epoch(1299))).isPresent());
		}
	}

	@Test
	void aChangeOfNothingButTheEpochIsNotKept() {
		ResourceGraph graph = graphs(3, 1).getFirst();
		GraphHistory history = of(WIDE, List.of(graph)).with(graph.stamped(2, new Epoch(7)));
		assertEquals(List.of(), history.deltas());
	}

	@Test
	void momentsAreReadAsTheyAreWritten() {
		for (Moment moment : List.of(new Moment.Now(), new Moment.OfEpoch(new Epoch(42)), new Moment.At(Instant.parse("2026-11-24T10:00:00.5Z")))) {
			assertEquals(moment, Moment.parse(moment.toString()));
		}
		for (String wrong : List.of("", "yesterday", "epoch:x", "epoch:-1", "at:noon")) {
			assertThrows(IllegalArgumentException.class, () -> Moment.parse(wrong), wrong);
		}
	}
}
