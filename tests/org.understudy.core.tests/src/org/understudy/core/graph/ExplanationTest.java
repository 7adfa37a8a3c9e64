// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.understudy.model.Bytes;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

/** What is said of one resource, and how it is found. */
class ExplanationTest {

	private static final Resource SHELL = resource(ResourceKind.PROCESS, "1@5", "sh (1)", "");
	private static final Resource SERVER = resource(ResourceKind.PROCESS, "12@9", "redis (12)", "");
	private static final Resource LOG = resource(ResourceKind.FILE, "8:1/7 /srv/a.log", "/srv/a.log", "/srv/a.log");
	private static final Resource OTHER = resource(ResourceKind.FILE, "8:1/8 /srv/a.log.1", "/srv/a.log.1", "/srv/a.log.1");
	private static final ResourceGraph GRAPH = ResourceGraph.of(Instant.EPOCH, List.of(SHELL, SERVER, LOG, OTHER),
			List.of(new Dependency(SHELL.id(), SERVER.id(), DependencyKind.PARENT_OF, ""),
					new Dependency(SERVER.id(), LOG.id(), DependencyKind.OPENS, "fd 3 w"), new Dependency(SERVER.id(), OTHER.id(), DependencyKind.OPENS, "")));

	private static Resource resource(ResourceKind kind, String key, String label, String path) {
		return new Resource(new ResourceId(kind, key), label, new Replicability.Copied("written here"), Bytes.ZERO, Map.of("path", path), "/proc/12/fd/3");
	}

	@Test
	void theWayLeadsFromTheFirstProcessToTheResource() {
		Explanation explanation = Explanation.of(GRAPH, LOG.id());
		assertEquals(List.of(SHELL.id(), SERVER.id()), explanation.chain().stream().map(Dependency::from).toList());
		assertEquals(1, explanation.users().size());
		assertTrue(explanation.text().contains("process 1@5 → parent-of process 12@9 → opens (fd 3 w) file 8:1/7 /srv/a.log"), explanation.text());
		assertTrue(explanation.text().contains("laid out before the application continues"), explanation.text());
		assertEquals(List.of(), Explanation.of(GRAPH, SHELL.id()).chain());
		assertThrows(IllegalArgumentException.class, () -> Explanation.of(ResourceGraph.EMPTY, LOG.id()));
	}

	@Test
	void exactWordsWinOverFragments() {
		assertEquals(List.of(LOG), ResourceSearch.find(GRAPH, "/srv/a.log"));
		assertEquals(List.of(LOG, OTHER), ResourceSearch.find(GRAPH, "A.LOG"));
		assertEquals(List.of(SERVER), ResourceSearch.find(GRAPH, "process 12@9"));
		assertEquals(List.of(LOG, OTHER), ResourceSearch.find(GRAPH, "file"));
		assertEquals(List.of(), ResourceSearch.find(GRAPH, "nothing"));
	}

	@Test
	void graphMlIsXmlWhateverNamesHold() throws Exception {
		RandomGraphs graphs = new RandomGraphs(3);
		for (int i = 0; i < 50; i++) {
			ResourceGraph graph = graphs.next();
			var document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
					.parse(new ByteArrayInputStream(GraphMl.render(graph).getBytes(StandardCharsets.UTF_8)));
			assertEquals(graph.resources().size(), document.getElementsByTagName("node").getLength());
			assertEquals(graph.edges().size(), document.getElementsByTagName("edge").getLength());
		}
	}

	@Test
	void aChangeSaysWhatAboutItChanged() {
		Resource grown = new Resource(LOG.id(), LOG.label(), new Replicability.Blocked("x", "y"), Bytes.of(7), Map.of("path", "/srv/a.log", "inode", "7"), "");
		ResourceGraph now = ResourceGraph.of(Instant.EPOCH, List.of(SHELL, SERVER, grown),
				List.of(new Dependency(SHELL.id(), SERVER.id(), DependencyKind.PARENT_OF, ""), new Dependency(SHELL.id(), LOG.id(), DependencyKind.OPENS, "fd 1")));
		List<String> lines = DeltaText.lines(GRAPH, GraphDiff.between(GRAPH, now)).toList();
		assertEquals(List.of("~ file 8:1/7 /srv/a.log  verdict copied → blocked, size 0 B → 7 B, inode - → 7", "- file 8:1/8 /srv/a.log.1",
				"+ process 1@5 opens (fd 1) file 8:1/7 /srv/a.log", "- process 12@9 opens (fd 3 w) file 8:1/7 /srv/a.log"), lines);
	}
}
