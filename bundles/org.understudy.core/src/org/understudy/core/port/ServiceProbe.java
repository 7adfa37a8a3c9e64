// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.time.Duration;

import org.understudy.model.HealthCheck;

/** Asks an application whether it serves. Thread-safe. */
public interface ServiceProbe {

	/**
	 * Checks once; from the host for a connected capsule, from within its network namespace for an isolated one.
	 *
	 * @param deadline for the whole check
	 */
	Answer probe(Capsule capsule, HealthCheck check, Duration deadline);

	/**
	 * What came of it.
	 *
	 * @param serves whether it answered as expected
	 * @param text   the answer or the reason, one line
	 */
	record Answer(boolean serves, String text) {
	}
}
