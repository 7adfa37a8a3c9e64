// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.understudy.model.Bytes;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.Severity;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;
import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.DependencyKind;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.model.graph.ResourceKind;
import org.understudy.model.preflight.Preflight;

class PropertiesTest {

	private static final ResourceId PROCESS = new ResourceId(ResourceKind.PROCESS, "1@1");
	private static final ResourceId LISTENER = new ResourceId(ResourceKind.TCP_LISTENER, "10.77.0.100:6379");

	private final Resource process = resource(PROCESS, "redis-server 1", new Replicability.Captured("its memory is in the image"));
	private final Resource listener = resource(LISTENER, "10.77.0.100:6379", new Replicability.Blocked("no such thing", "close it"));
	private final DesktopState state = new SampleStates().build().with(ResourceGraph.of(SampleStates.AT, List.of(process, listener),
			List.of(new Dependency(PROCESS, LISTENER, DependencyKind.LISTENS_ON, "fd 6"))));

	private static Resource resource(ResourceId id, String label, Replicability verdict) {
		return new Resource(id, label, verdict, Bytes.of(2048), Map.of("backlog", "511"), "sock_diag");
	}

	private static Optional<PropertiesModel.Row> row(PropertiesModel model, String name) {
		return model.sections().stream().flatMap(s -> s.rows().stream()).filter(r -> r.name().equals(name)).findFirst();
	}

	@Test
	void aResourceTellsVerdictReasonRemedyEvidenceAndAttributes() {
		PropertiesModel model = PropertiesModels.of(List.of(listener), state);
		assertEquals("tcp listener", model.kind());
		assertEquals("no such thing", model.message());
		assertEquals("close it", model.remedy());
		assertEquals("sock_diag", row(model, "evidence").orElseThrow().value());
		assertEquals("511", row(model, "backlog").orElseThrow().value());
		assertEquals("2.0 KB", row(model, "size").orElseThrow().value());
	}

	@Test
	void anApplicationTellsWhatWouldKeepItFromContinuing() {
		Preflight found = new Preflight(SampleStates.REDIS, new NodeName("beta"), SampleStates.AT, List.of(
				Problem.error("preflight-library-differs", "Another library.", "Build-ids differ.", "Install it."),
				new Problem("preflight-room", Severity.OK, "There is room.", "", "", "")));
		PropertiesModel model = PropertiesModels.of(List.of(new SampleStates().status()), state.with(SampleStates.REDIS, List.of(found)));
		PropertiesModel.Section section = model.sections().getLast();
		assertEquals("Could it continue on beta?", section.title());
		assertEquals(List.of("Another library.", "Build-ids differ.", "Install it.", "There is room."),
				section.rows().stream().map(PropertiesModel.Row::value).toList());
	}

	@Test
	void theStructureIsATreeOfProcessesThenOfWhatGroupsThem() {
		Resource parent = new Resource(PROCESS, "sh (1)", new Replicability.Captured("x"), Bytes.ZERO,
				Map.of("name", "sh", "pid", "1", "user", "root", "session", "1", "namespaces", "net:7", "thread-names", "5:pool"), "");
		StructureModel model = StructureModel.of(ResourceGraph.of(SampleStates.AT, List.of(parent), List.of()));
		assertEquals(List.of("sh", "1", "root", "1", ""), model.rows().getFirst().cells());
		assertEquals(PROCESS, model.rows().getFirst().resource());
		assertEquals("\u00b7 pool", model.rows().getFirst().below().getFirst().cells().getFirst());
		assertEquals(List.of("Sessions (1)", "Users (1)", "Namespaces (1)"), model.rows().stream().skip(1).map(r -> r.cells().getFirst()).toList());
		assertEquals("net 7: sh (1)", model.rows().getLast().below().getFirst().cells().getFirst());
		assertEquals(List.of(), StructureModel.of(ResourceGraph.EMPTY).rows());
	}

	@Test
	void aResourceLeadsToItsUsers() {
		PropertiesModel.Row user = row(PropertiesModels.of(List.of(listener), state), "listens-on fd 6").orElseThrow();
		assertEquals(Optional.of(PROCESS), user.target());
		assertEquals("redis-server 1", user.value());
	}

	@Test
	void theNewestFactsCountNotThoseOfTheSelection() {
		Resource old = resource(LISTENER, "old label", new Replicability.Captured("old"));
		assertEquals("10.77.0.100:6379", PropertiesModels.of(List.of(old), state).title());
	}

	@Test
	void severalResourcesAreCountedByVerdict() {
		PropertiesModel model = PropertiesModels.of(List.of(process, listener), state);
		assertTrue(model.title().startsWith("2 "));
		assertEquals("1", row(model, "blocked").orElseThrow().value());
	}

	@Test
	void nodesApplicationsAndRunsHaveProperties() {
		assertEquals("alpha", PropertiesModels.of(List.of(state.nodes().getFirst()), state).title());
		assertEquals("/usr/bin/redis-server --save ''", row(PropertiesModels.of(List.of(state.applications().getFirst()), state), "command")
				.orElseThrow().value());
		assertEquals("It worked.", PropertiesModels.of(List.of(SampleStates.run(RunKind.FAILOVER, RunState.SUCCEEDED)), state).message());
	}

	@Test
	void nothingSelectedIsEmpty() {
		assertTrue(PropertiesModels.of(List.of(), state).isEmpty());
		assertTrue(PropertiesModels.of(List.of("text"), state).isEmpty());
	}
}
