// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What one node thinks of an application's place now, and why: the answer to "why?".
 *
 * @param application which
 * @param by          the node that thinks so
 * @param at          since when it thinks so, wall clock
 * @param decision    kebab-case word: {@code stay}, {@code wait}, {@code restart}, {@code hand-over}, {@code take-over}, {@code ask},
 *                    {@code leave}, {@code blocked}
 * @param sentence    the decision in words
 * @param reasons     what led to it, in order
 * @param candidates  best first, then the blocked ones
 * @param faults      what the detectors found
 */
public record Assessment(ApplicationName application, NodeName by, Instant at, String decision, String sentence, List<String> reasons,
		List<CandidateScore> candidates, List<Fault> faults) {

	public Assessment {
		Objects.requireNonNull(application);
		Objects.requireNonNull(by);
		reasons = List.copyOf(reasons);
		candidates = List.copyOf(candidates);
		faults = List.copyOf(faults);
	}
}
