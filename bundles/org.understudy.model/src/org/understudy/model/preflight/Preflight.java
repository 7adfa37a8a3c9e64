// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.preflight;

import java.time.Instant;
import java.util.List;

import org.understudy.model.ApplicationName;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.Severity;

/**
 * Whether an application could continue on a node, found out beforehand.
 *
 * @param node     the secondary that was looked at
 * @param findings one for each thing that was compared, the worst first; also those that are well
 */
public record Preflight(ApplicationName application, NodeName node, Instant at, List<Problem> findings) {

	public Preflight {
		findings = List.copyOf(findings);
	}

	/** The severity of the worst finding. */
	public Severity worst() {
		return findings.stream().map(Problem::severity).max(Severity::compareTo).orElse(Severity.OK);
	}
}
