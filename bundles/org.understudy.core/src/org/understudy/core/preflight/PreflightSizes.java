// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.preflight;

import org.understudy.model.Bytes;
import org.understudy.model.graph.Replicability.Copied;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceKind;

/** How large an epoch of an application is, by its graph: memory that is resident, and files that are copied. Pure. */
public final class PreflightSizes {

	private PreflightSizes() {
	}

	public static Bytes epoch(ResourceGraph graph) {
		return Bytes.of(graph.resources().values().stream()
				.filter(r -> r.kind().equals(ResourceKind.PROCESS) || r.replicability() instanceof Copied).mapToLong(r -> r.size().count()).sum());
	}
}
