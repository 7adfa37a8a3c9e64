// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.understudy.model.EpochRecord;
import org.understudy.model.RunReport;
import org.understudy.core.graph.Counterparts;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceId;

/** What there was: epochs, and the graph before and after with what differs. */
final class StateSections {

	private final Markup page;
	private final Table table;

	StateSections(Markup page) {
		this.page = page;
		this.table = new Table(page);
	}

	void write(RunReport report) {
		epochs(report.epochs());
		Set<ResourceId> removed = Counterparts.missing(report.before(), report.after());
		Set<ResourceId> added = Counterparts.missing(report.after(), report.before());
		boolean comparable = !report.before().resources().isEmpty() && !report.after().resources().isEmpty();
		graph("graph-before", "Graph before", report.before(), comparable ? removed : Set.of());
		graph("graph-after", "Graph after", report.after(), comparable ? added : Set.of());
		differences(report, comparable, removed, added);
	}

	private void epochs(List<EpochRecord> epochs) {
		Table.section(page, "epochs", "Epochs around it");
		table.write(List.of("Epoch", "Captured", "State", "Pause", "Memory and resources", "Files", "Sent", "Why abandoned"),
				epochs.stream().map(StateSections::epoch).toList(), "No epoch was recorded.");
		page.close().line();
	}

	private static List<String> epoch(EpochRecord e) {
		return List.of(e.epoch().toString(), Words.of(e.capturedAt()), Words.of(e.state()), Words.of(e.anatomy().pause()),
				e.image().toString(), e.files().toString(), e.sent().toString(), Words.orDash(e.why()));
	}

	private void graph(String id, String title, ResourceGraph graph, Set<ResourceId> emphasised) {
		Table.section(page, id, title);
		if (graph.resources().isEmpty()) {
			page.leaf("p", "The graph was not recorded.", "class", "empty");
		} else {
			page.open("figure").raw(new GraphSvg(id).render(graph, emphasised));
			page.leaf("figcaption", "%d resources, %d dependencies, seen %s, epoch %s".formatted(graph.resources().size(),
					graph.edges().size(), Words.of(graph.at()), graph.epoch()));
			page.close();
		}
		page.close().line();
	}

	private void differences(RunReport report, boolean comparable, Set<ResourceId> removed, Set<ResourceId> added) {
		Table.section(page, "differences", "Differences between before and after");
		if (comparable) {
			page.leaf("h3", "Gone (%d)".formatted(removed.size()));
			list(removed.stream().map(report.before().resources()::get).toList());
			page.leaf("h3", "New (%d)".formatted(added.size()));
			list(added.stream().map(report.after().resources()::get).toList());
		} else {
			page.leaf("p", "They cannot be compared: one of the graphs was not recorded.", "class", "empty");
		}
		page.close().line();
	}

	private void list(Collection<Resource> resources) {
		table.write(List.of("Resource", "Kind", "On takeover", "Because"), resources.stream().map(StateSections::resource).toList(), "None.");
	}

	private static List<String> resource(Resource r) {
		return List.of(r.label() + " · " + r.id().key(), r.kind().key(), r.replicability().word(), r.replicability().reason());
	}
}
