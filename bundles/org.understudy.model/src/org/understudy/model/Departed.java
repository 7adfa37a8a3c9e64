// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.util.Objects;

/**
 * What the old primary says when an application stands still there for a planned move, and its last state is on the new one.
 *
 * @param epoch      its last state
 * @param stoodStill how long it has stood still until this was sent, by the old primary's monotonic clock
 * @param evidence   why it cannot go on there by itself
 */
public record Departed(Epoch epoch, Duration stoodStill, FenceEvidence evidence) {

	public Departed {
		Objects.requireNonNull(epoch);
		Objects.requireNonNull(stoodStill);
		Objects.requireNonNull(evidence);
	}
}
