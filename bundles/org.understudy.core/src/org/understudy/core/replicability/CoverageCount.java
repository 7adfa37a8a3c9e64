// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replicability;

import org.understudy.model.Coverage;
import org.understudy.model.graph.Replicability;
import org.understudy.model.graph.Resource;
import org.understudy.model.graph.ResourceGraph;

/** Counts a graph's resources per verdict. Pure. */
public final class CoverageCount {

	private CoverageCount() {
	}

	public static Coverage of(ResourceGraph graph) {
		int[] counts = new int[5];
		graph.resources().values().stream().map(Resource::replicability).forEach(verdict -> counts[slot(verdict)]++);
		return new Coverage(counts[0], counts[1], counts[2], counts[3], counts[4]);
	}

	private static int slot(Replicability verdict) {
		return switch (verdict) {
			case Replicability.Captured _ -> 0;
			case Replicability.Copied _ -> 1;
			case Replicability.Required _ -> 2;
			case Replicability.External _ -> 3;
			case Replicability.Blocked _ -> 4;
		};
	}
}
