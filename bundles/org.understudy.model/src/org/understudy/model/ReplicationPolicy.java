// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.Objects;

/**
 * How an application's epochs are kept elsewhere.
 *
 * @param copies    how many secondaries are wanted; 0 for as many as are named, at least one. Where a named one is away another node
 *                  stands in
 * @param commit    when an epoch counts as committed
 * @param retention which committed epochs each secondary keeps
 * @param quota     bytes of disk that this application's epochs may take on each secondary; zero for what the disk holds
 */
public record ReplicationPolicy(int copies, CommitPolicy commit, Retention retention, Bytes quota) {

	public static final ReplicationPolicy DEFAULT = new ReplicationPolicy(0, CommitPolicy.ANY, Retention.DEFAULT, Bytes.ZERO);

	public ReplicationPolicy {
		commit = Objects.requireNonNullElse(commit, CommitPolicy.ANY);
		retention = Objects.requireNonNullElse(retention, Retention.DEFAULT);
		quota = Objects.requireNonNullElse(quota, Bytes.ZERO);
		if (copies < 0 || copies > 0 && commit.needed(copies) > copies) {
			throw new IllegalArgumentException("%d secondaries cannot commit by %s".formatted(copies, commit));
		}
	}

	/** How many secondaries that makes when so many are named. */
	public int wanted(int named) {
		return copies > 0 ? copies : Math.max(1, named);
	}
}
