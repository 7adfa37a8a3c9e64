// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import org.understudy.model.ApplicationName;
import org.understudy.model.ClusterSnapshot;
import org.understudy.model.Problem;
import org.understudy.model.Run;
import org.understudy.model.graph.ResourceGraph;

/** Hears what happens on a {@link Connection}; called on its threads: must return at once and ask nothing there. */
public interface ConnectionListener {

	/** {@code problem} tells why for {@code DISCONNECTED}; else it is null. */
	default void stateChanged(Connection.State state, Problem problem) {
	}

	default void clusterChanged(ClusterSnapshot snapshot) {
	}

	default void graphChanged(ApplicationName application, ResourceGraph graph) {
	}

	default void runChanged(Run run) {
	}
}
