// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.understudy.model.ApplicationName;

/** A disk that survives its voter, and can be full. */
final class MemoryVotes implements VoteStore {

	final Map<ApplicationName, Grant> saved = new HashMap<>();
	boolean full;

	@Override
	public Contents load() {
		return new Contents(saved, Set.of());
	}

	@Override
	public void save(ApplicationName application, Grant grant) throws IOException {
		if (full) {
			throw new IOException("No space left on device");
		}
		saved.put(application, grant);
	}
}
