// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import org.understudy.model.ProblemException;
import org.understudy.model.graph.ResourceGraph;

/** Looks into running applications. Thread-safe; one call at a time per scope is enough. Looking again soon costs little. */
public interface Inspector {

	/**
	 * Sees what the process tree uses now. A process that vanishes meanwhile is simply not in the result.
	 *
	 * @throws ProblemException when nothing of the tree can be seen: its root is gone or not ours to read
	 */
	ResourceGraph inspect(InspectionScope scope) throws ProblemException;
}
