// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import org.understudy.model.graph.Dependency;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;
import org.understudy.ui.Messages;
import org.understudy.ui.graph.Words;
import org.understudy.ui.model.PropertiesModel.Row;
import org.understudy.ui.model.PropertiesModel.Section;

/** The properties of one resource, with what it uses and what uses it. */
final class ResourceProperties {

	private ResourceProperties() {
	}

	static PropertiesModel of(Resource resource, ResourceGraph graph) {
		List<Section> sections = new ArrayList<>();
		sections.add(new Section(Messages.section_facts, facts(resource)));
		add(sections, Messages.section_usedBy, neighbours(graph, e -> e.to().equals(resource.id()), Dependency::from));
		add(sections, Messages.section_uses, neighbours(graph, e -> e.from().equals(resource.id()), Dependency::to));
		return new PropertiesModel(Words.singular(resource.kind()), resource.label(), Optional.of(resource.replicability()),
				resource.replicability().reason(), resource.replicability().remedy(), sections);
	}

	private static List<Row> facts(Resource resource) {
		List<Row> facts = new ArrayList<>();
		facts.add(Row.technical(Messages.row_identity, resource.id().key()));
		facts.add(Row.technical(Messages.row_evidence, resource.evidence()));
		if (resource.size().count() > 0) {
			facts.add(Row.fact(Messages.row_size, resource.size()));
		}
		resource.attributes().forEach((name, value) -> facts.add(Row.technical(name.replace('-', ' '), value)));
		return facts;
	}

	private static List<Row> neighbours(ResourceGraph graph, Predicate<Dependency> which, Function<Dependency, ResourceId> end) {
		return graph.edges().stream().filter(which).map(e -> {
			Resource other = graph.resources().get(end.apply(e));
			return Row.link((e.kind().word() + " " + e.detail()).strip(), other.label(), other.id());
		}).toList();
	}

	private static void add(List<Section> sections, String title, List<Row> rows) {
		if (!rows.isEmpty()) {
			sections.add(new Section(title + " (" + rows.size() + ")", rows));
		}
	}
}
