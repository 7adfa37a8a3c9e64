// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replicability;

import java.util.Set;

import org.understudy.model.Bytes;

/**
 * Against what resources are judged.
 *
 * @param addresses    the application's own addresses, without prefix length
 * @param capsule      whether it runs in a capsule: its files are copied and its address moves
 * @param raisesLimits whether the agent holds CAP_SYS_RESOURCE, without which CRIU cannot read the limits of another user's process
 * @param ghostLimit   largest deleted file that is still taken into the checkpoint (CRIU's {@code --ghost-limit})
 */
public record Background(Set<String> addresses, boolean capsule, boolean raisesLimits, Bytes ghostLimit) {

	/** What the checkpoint engine passes as {@code --ghost-limit}. */
	public static final Bytes GHOST_LIMIT = Bytes.of(64L << 20);

	public Background {
		addresses = Set.copyOf(addresses);
	}
}
