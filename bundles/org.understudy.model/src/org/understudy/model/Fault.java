// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A fault that a detector found.
 *
 * @param kind     where it comes from, as far as the evidence tells
 * @param detector which one found it: {@code process-exit}, {@code health-check}, {@code stuck}, {@code heartbeat}
 * @param what     what is wrong, one sentence
 * @param evidence what was seen: "pidfd of process 4711 became readable; signal 9; no OOM kill in its cgroup"
 * @param where    the node that has it
 * @param at       when it was found, wall clock, for display
 */
public record Fault(FaultClass kind, String detector, String what, String evidence, NodeName where, Instant at) {

	public Fault {
		Objects.requireNonNull(kind);
		Objects.requireNonNull(where);
		evidence = Objects.requireNonNullElse(evidence, "");
	}
}
