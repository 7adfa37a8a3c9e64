// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.List;

/**
 * A node as the cluster sees it now.
 *
 * @param config      its decided place in the cluster
 * @param state       whether it answers
 * @param version     version of its agent; empty when never seen
 * @param problems    what it cannot do, and why (no root, no CRIU, …); empty when it can do everything
 */
public record NodeInfo(NodeConfig config, NodeState state, String version, List<Problem> problems) {

	public NodeInfo {
		problems = List.copyOf(problems);
	}

	public NodeName name() {
		return config.name();
	}
}
