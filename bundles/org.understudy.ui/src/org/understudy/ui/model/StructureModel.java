// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.eclipse.osgi.util.NLS;
import org.understudy.core.graph.Structure;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.ui.Messages;

/**
 * An application's structure as rows of a tree: its processes with threads and children, then what groups them.
 *
 * @param rows the topmost ones
 */
public record StructureModel(List<Row> rows) {

	/**
	 * A row.
	 *
	 * @param cells    texts of the columns: name, number, user, session, state
	 * @param resource the vertex that it stands for; null for threads and groups
	 */
	public record Row(List<String> cells, ResourceId resource, List<Row> below) {
	}

	public static StructureModel of(ResourceGraph graph) {
		Structure structure = Structure.of(graph);
		List<Row> rows = new ArrayList<>(structure.roots().stream().map(StructureModel::process).toList());
		if (!rows.isEmpty()) {
			rows.add(group(Messages.structure_sessions, structure.sessions(), graph));
			rows.add(group(Messages.structure_users, structure.users(), graph));
			rows.add(group(Messages.structure_namespaces, structure.namespaces(), graph));
		}
		return new StructureModel(List.copyOf(rows));
	}

	private static Row process(Structure.Process process) {
		List<Row> below = new ArrayList<>();
		process.threads().forEach(t -> below.add(new Row(List.of(NLS.bind(Messages.structure_thread, t.name()), Long.toString(t.id()), "", "", ""),
				null, List.of())));
		process.children().forEach(c -> below.add(process(c)));
		Map<String, String> facts = process.resource().attributes();
		return new Row(List.of(facts.getOrDefault("name", process.resource().label()), facts.getOrDefault("pid", ""), process.user(),
				Long.toString(process.session()), facts.getOrDefault("state", "")), process.resource().id(), List.copyOf(below));
	}

	private static Row group(String title, Map<?, List<ResourceId>> groups, ResourceGraph graph) {
		List<Row> below = groups.entrySet().stream().map(e -> new Row(List.of(e.getKey() + ": " + e.getValue().stream()
				.map(id -> graph.resources().get(id).label()).collect(Collectors.joining(", ")), "", "", "", ""), null, List.of())).toList();
		return new Row(List.of(title + " (" + groups.size() + ")", "", "", "", ""), null, below);
	}
}
