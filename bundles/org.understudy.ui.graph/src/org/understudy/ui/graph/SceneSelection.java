// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import java.util.List;
import java.util.Optional;

import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceId;

/** Which resources are selected, kept over updates: by identity, since places, folds and facts change. */
final class SceneSelection {

	private List<ResourceId> selected = List.of();

	void select(Optional<Scene.Node> node) {
		selected = node.map(n -> n.content().members().stream().map(Resource::id).toList()).orElse(List.of());
	}

	void select(List<ResourceId> ids) {
		selected = List.copyOf(ids);
	}

	/** The vertex that now shows the first of them. */
	Optional<Scene.Node> node(Scene scene) {
		return selected.stream().flatMap(id -> scene.node(id).stream()).findFirst();
	}

	/** The resources as they are now; those that went are missing. */
	IStructuredSelection resources(Scene scene) {
		return new StructuredSelection(selected.stream().flatMap(id -> scene.node(id).stream().flatMap(n -> n.content().members().stream())
				.filter(r -> r.id().equals(id))).toList());
	}
}
