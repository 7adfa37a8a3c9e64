// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;

class GraphSvgTest {

	private final ResourceGraph graph = Samples.graph("a.log", "b.log");

	@Test
	void librariesAreOneStackAndTheRestStandsAlone() {
		Xml svg = Xml.parse(new GraphSvg("g").render(graph, Set.of()));
		assertEquals(8, svg.count("//*[local-name()='g']"), "two processes, listener, client, ring, two files, one stack");
		assertEquals(1, svg.count("//*[local-name()='text' and .='40 × library']"));
		assertEquals(1, svg.count("//*[local-name()='path' and contains(@class,'g-blocked')]"));
	}

	@Test
	void emphasisedLibraryLeavesTheStack() {
		ResourceId one = ResourceId.parse("library lib7");
		Xml svg = Xml.parse(new GraphSvg("g").render(graph, Set.of(one)));
		assertEquals(1, svg.count("//*[local-name()='text' and .='39 × library']"));
		assertEquals(1, svg.count("//*[local-name()='path' and contains(@class,'g-emphasised')]"));
	}

	@Test
	void columnsGoFromClientsToLibraries() {
		var boxes = GraphLayout.of(GraphFolding.of(graph, Set.of())).boxes();
		int client = boxes.get("remote-endpoint 10.77.0.9:4000").x();
		int listener = boxes.get("tcp-listener 10.77.0.100:6379").x();
		int parent = boxes.get("process 1@10").x();
		int child = boxes.get("process 2@11").x();
		int file = boxes.get("file 8:1/a.log").x();
		int libraries = boxes.get("library*required").x();
		assertTrue(client < listener && listener < parent && parent < child && child < file && file < libraries);
	}

	@Test
	void noTwoBoxesOverlap() {
		var layout = GraphLayout.of(GraphFolding.of(graph, Set.of()));
		assertEquals(layout.boxes().size(), new HashSet<>(layout.boxes().values()).size());
		layout.boxes().values().forEach(b -> {
			assertTrue(b.x() + GraphLayout.BOX_WIDTH <= layout.width());
			assertTrue(b.y() + GraphLayout.BOX_HEIGHT <= layout.height());
		});
	}

	@Test
	void hostileLabelsStayText() {
		String svg = new GraphSvg("g").render(Samples.graph(Samples.HOSTILE), Set.of());
		assertFalse(svg.contains("<script"));
		Xml.parse(svg);
	}

	@Test
	void emptyGraphIsADrawingToo() {
		assertEquals(0, Xml.parse(new GraphSvg("g").render(ResourceGraph.EMPTY, Set.of())).count("//*[local-name()='g']"));
	}
}
