// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.understudy.model.RunReport.Check;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceKind;

/**
 * Compares a clone's graph with that of its master at the same epoch: what must be equal although processes have other
 * identities and connections were closed. Pure.
 */
public final class CloneComparison {

	/** Kinds that a clone must have one for one, told apart by their labels. */
	private static final List<ResourceKind> EQUAL = List.of(ResourceKind.TCP_LISTENER, ResourceKind.FILE, ResourceKind.EXECUTABLE,
			ResourceKind.LIBRARY);

	private CloneComparison() {
	}

	/** One check per kind, and one for the number of processes. */
	public static List<Check> checks(ResourceGraph master, ResourceGraph clone) {
		List<Check> checks = new ArrayList<>();
		long masters = count(master);
		long clones = count(clone);
		checks.add(new Check("graph", "processes", Long.toString(masters), Long.toString(clones), masters == clones));
		for (ResourceKind kind : EQUAL) {
			checks.add(equal(kind, labels(master, kind), labels(clone, kind)));
		}
		return checks;
	}

	private static Check equal(ResourceKind kind, Set<String> master, Set<String> clone) {
		Set<String> missing = new TreeSet<>(master);
		missing.removeAll(clone);
		Set<String> extra = new TreeSet<>(clone);
		extra.removeAll(master);
		String actual = missing.isEmpty() && extra.isEmpty() ? "the same " + clone.size()
				: "missing " + missing + ", extra " + extra;
		return new Check("graph", kind + "s", "the master's " + master.size(), actual, missing.isEmpty() && extra.isEmpty());
	}

	private static long count(ResourceGraph graph) {
		return graph.resources().keySet().stream().filter(id -> id.kind().equals(ResourceKind.PROCESS)).count();
	}

	private static Set<String> labels(ResourceGraph graph, ResourceKind kind) {
		return graph.resources().values().stream().filter(r -> r.kind().equals(kind)).map(r -> r.label())
				.collect(Collectors.toCollection(TreeSet::new));
	}
}
