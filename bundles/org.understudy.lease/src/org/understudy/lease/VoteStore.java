// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import org.understudy.model.ApplicationName;

/** Where a voter keeps its promises. */
public interface VoteStore {

	/** Everything saved so far. */
	Contents load() throws IOException;

	/** Returns only when the grant would survive a loss of power. */
	void save(ApplicationName application, Grant grant) throws IOException;

	/**
	 * @param grants  by application
	 * @param damaged applications whose promise cannot be read: nobody may be granted them
	 */
	record Contents(Map<ApplicationName, Grant> grants, Set<ApplicationName> damaged) {

		public Contents {
			grants = Map.copyOf(grants);
			damaged = Set.copyOf(damaged);
		}
	}
}
