// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A node as candidate for a takeover, and why it is or is not good.
 *
 * @param node       which
 * @param rank       1 for the best; 0 when it is blocked
 * @param epoch      newest committed epoch it holds
 * @param lag        age of that epoch against the newest known one of the cluster
 * @param free       memory that it has to spare
 * @param preference place among the wanted secondaries, 1 first; 0 when it is not wanted
 * @param blockers   why it cannot take over; empty when it can
 */
public record CandidateScore(NodeName node, int rank, Epoch epoch, Duration lag, Bytes free, int preference, List<String> blockers) {

	public CandidateScore {
		Objects.requireNonNull(node);
		blockers = List.copyOf(blockers);
	}

	public boolean isBlocked() {
		return !blockers.isEmpty();
	}
}
