// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Instant;
import java.util.List;

/**
 * All that a client shows at once, as one node sees it.
 *
 * @param cluster      name of the cluster
 * @param seenBy       the node that answers
 * @param at           its wall clock
 * @param nodes        by name
 * @param applications by name
 * @param runs         newest first, the last fifty
 * @param journal      newest first, the last two hundred of all reachable nodes
 */
public record ClusterSnapshot(String cluster, NodeName seenBy, Instant at, List<NodeInfo> nodes, List<ApplicationStatus> applications,
		List<Run> runs, List<JournalEntry> journal) {

	public ClusterSnapshot {
		nodes = List.copyOf(nodes);
		applications = List.copyOf(applications);
		runs = List.copyOf(runs);
		journal = List.copyOf(journal);
	}
}
