// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.understudy.core.replicability.Facts;
import org.understudy.model.Bytes;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;

class StructureTest {

	private static final Resource MASTER = process("100@1", "nginx", "www (33)", "100", "");
	private static final Resource WORKER = process("101@2", "nginx", "www (33)", "100", "102:pool, 1, 103:a:b, c, 104:");
	private static final Resource HELPER = process("105@3", "sh", "root (0)", "105", "");
	private static final ResourceGraph GRAPH = ResourceGraph.of(Instant.EPOCH, List.of(HELPER, WORKER, MASTER), List.of(child(MASTER, WORKER),
			child(WORKER, HELPER)));

	private static Resource process(String key, String name, String user, String session, String threads) {
		String pid = key.substring(0, key.indexOf('@'));
		return new Resource(new ResourceId(ResourceKind.PROCESS, key), name + " (" + pid + ")", new Replicability.Captured("x"), Bytes.ZERO,
				Map.of("name", name, "pid", pid, "user", user, "state", "running", Facts.SESSION, session, Facts.GROUP, pid, Facts.THREADS, threads,
						Facts.NAMESPACES, "mnt:1 net:" + (name.equals("sh") ? 3 : 2)),
				"");
	}

	private static Dependency child(Resource parent, Resource child) {
		return new Dependency(parent.id(), child.id(), DependencyKind.PARENT_OF, "");
	}

	@Test
	void processesHangOnTheirParentsAndThreadsOnTheirProcesses() {
		Structure structure = Structure.of(GRAPH);
		assertEquals(List.of(MASTER), structure.roots().stream().map(Structure.Process::resource).toList());
		Structure.Process worker = structure.roots().getFirst().children().getFirst();
		assertEquals(WORKER, worker.resource());
		assertEquals(HELPER, worker.children().getFirst().resource());
		assertEquals(100, worker.session());
		assertEquals(3, structure.processes());
		assertEquals(6, structure.threads());
	}

	/** comm may hold what separates the names; only where a number and a colon follow is it taken for the next one. */
	@Test
	void aThreadsNameMayHoldCommasAndColons() {
		List<Structure.Thread> threads = Structure.of(GRAPH).roots().getFirst().children().getFirst().threads();
		assertEquals(List.of(new Structure.Thread(102, "pool, 1"), new Structure.Thread(103, "a:b, c"), new Structure.Thread(104, "")), threads);
	}

	@Test
	void membersAreGrouped() {
		Structure structure = Structure.of(GRAPH);
		assertEquals(Map.of(100L, List.of(MASTER.id(), WORKER.id()), 105L, List.of(HELPER.id())), structure.sessions());
		assertEquals(List.of(HELPER.id()), structure.namespaces().get("net 3"));
		assertEquals(List.of("root (0)", "www (33)"), List.copyOf(structure.users().keySet()));
	}

	@Test
	void aCycleIsShownOnce() {
		ResourceGraph cycle = ResourceGraph.of(Instant.EPOCH, List.of(MASTER, WORKER), List.of(child(MASTER, WORKER), child(WORKER, MASTER)));
		assertEquals(5, Structure.of(cycle).threads());
	}

	@Test
	void theTextHoldsTreeAndGroups() {
		String text = StructureText.render(GRAPH);
		assertTrue(text.startsWith("3 processes, 6 threads, 2 sessions, 2 users, 3 namespaces\nnginx (100)  user www (33), session 100, group 100"), text);
		assertTrue(text.contains("\n    · pool, 1 (102)\n"), text);
		assertTrue(text.contains("\n  mnt 1: all processes\n  net 2: nginx ×2\n"), text);
	}
}
