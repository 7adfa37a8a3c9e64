// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What to look at and against which background to judge it.
 *
 * @param rootPid   pid, seen from the host, of the tree's first process
 * @param addresses the application's own addresses, without prefix length; empty when it has none of its own
 * @param upper     of a capsule: the overlay's upper directory, whose content is copied with each epoch; empty outside a capsule
 */
public record InspectionScope(long rootPid, Set<String> addresses, Optional<Path> upper) {

	public InspectionScope {
		addresses = Set.copyOf(addresses);
	}

	/** A tree that is not in a capsule: nothing of it is copied. */
	public static InspectionScope ofProcess(long pid) {
		return new InspectionScope(pid, Set.of(), Optional.empty());
	}
}
