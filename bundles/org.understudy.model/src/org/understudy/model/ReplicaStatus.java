// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What one secondary has of an application, as the primary knows it.
 *
 * @param node      the secondary
 * @param state     whether it keeps up
 * @param held      newest epoch that it acknowledged to this primary; {@link Epoch#NONE} when there is none
 * @param heldAt    when that epoch was captured; {@link Instant#EPOCH} when there is none: its lag is what has passed since
 * @param behind    epochs captured since then
 * @param skipped   epochs that it never got because a newer one was there when it was ready
 * @param sent      bytes that went to it since the primary's agent began
 * @param problems  what is wrong with it now
 */
public record ReplicaStatus(NodeName node, State state, Epoch held, Instant heldAt, long behind, long skipped, Bytes sent,
		List<Problem> problems) {

	public enum State {
		/** It is wanted and its agent does not answer. */
		ABSENT,
		/** It has nothing yet, or not enough. */
		CATCHING_UP,
		/** It has the newest epoch that was offered to it, or is taking the next one. */
		IN_STEP,
		/** It refuses or the way to it breaks: see the problem. */
		FAILING
	}

	public ReplicaStatus {
		Objects.requireNonNull(node);
		problems = List.copyOf(problems);
	}
}
