// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.decision;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.understudy.model.Fault;
import org.understudy.model.NodeName;

/**
 * What only the deciding node knows.
 *
 * @param self    its name
 * @param running of an application that runs here
 * @param busy    a run of this application that is under way here, in words
 */
public record LocalView(NodeName self, Optional<Running> running, Optional<String> busy) {

	public LocalView {
		Objects.requireNonNull(self);
	}

	public static LocalView of(NodeName self) {
		return new LocalView(self, Optional.empty(), Optional.empty());
	}

	/**
	 * The application on its primary.
	 *
	 * @param alive      whether its first process lives
	 * @param restarting whether it is being started again
	 * @param faults     what the detectors found and what still holds
	 * @param restarts   when it was restarted in place, in nanoseconds of this node's monotonic clock
	 */
	public record Running(boolean alive, boolean restarting, List<Fault> faults, List<Long> restarts) {

		public Running {
			faults = List.copyOf(faults);
			restarts = List.copyOf(restarts);
		}
	}
}
