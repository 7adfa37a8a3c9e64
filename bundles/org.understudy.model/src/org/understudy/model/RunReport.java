// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Instant;
import java.util.List;

import org.understudy.model.graph.ResourceGraph;

/**
 * The evidence of one run: everything that its rendered report shows. Shape published as {@code schema}.
 *
 * @param schema      version of this shape
 * @param run         the run, over
 * @param spec        what was protected
 * @param cluster     who took part
 * @param before      the application's graph before; empty graph when unknown
 * @param after       the graph after (of the clone, for a rehearsal)
 * @param epochs      the epochs around it, newest first
 * @param checks      verification and clean-up: what was expected and what was found
 * @param generatedAt wall clock
 * @param generator   product and version
 */
public record RunReport(int schema, Run run, ApplicationSpec spec, ClusterConfig cluster, ResourceGraph before, ResourceGraph after,
		List<EpochRecord> epochs, List<Check> checks, Instant generatedAt, String generator) {

	public static final int SCHEMA = 1;

	public RunReport {
		epochs = List.copyOf(epochs);
		checks = List.copyOf(checks);
	}

	/** One verification: {@code group} is "service", "graph", "isolation" or "clean-up". */
	public record Check(String group, String name, String expected, String actual, boolean passed) {
	}
}
