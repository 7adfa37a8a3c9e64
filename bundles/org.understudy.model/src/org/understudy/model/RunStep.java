// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * One step of a run.
 *
 * @param name    what it does, in the imperative: "Restore the processes"
 * @param state   how it stands
 * @param started when it began; {@link Instant#EPOCH} when it did not
 * @param took    how long, by the monotonic clock; zero when not over
 * @param detail  what came of it, one line
 */
public record RunStep(String name, State state, Instant started, Duration took, String detail) {

	public enum State {
		PLANNED, RUNNING, DONE, FAILED, SKIPPED, NOT_EXECUTED, COMPENSATED
	}

	public RunStep {
		Objects.requireNonNull(name);
		detail = Objects.requireNonNullElse(detail, "");
	}

	public static RunStep planned(String name) {
		return new RunStep(name, State.PLANNED, Instant.EPOCH, Duration.ZERO, "");
	}
}
