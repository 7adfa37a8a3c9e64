// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An application as its primary last published it.
 *
 * @param spec             what was decided
 * @param primary          where it runs (or ran last)
 * @param term             under which right
 * @param state            what it does
 * @param committed        newest epoch that enough secondaries hold; {@link Epoch#NONE} when there is none
 * @param committedAt      when that epoch was captured; {@link Instant#EPOCH} when there is none
 * @param unprotectedSince since when no replica follows; {@link Instant#EPOCH} when one does
 * @param epochs           the newest epochs' records, newest first, a dozen at most
 * @param coverage         what introspection says of the whole
 * @param problems         what is wrong now
 * @param replicas         what each secondary has
 * @param advice           the period in force, why, and what others would cost
 */
public record ApplicationStatus(ApplicationSpec spec, NodeName primary, Term term, ApplicationState state, Epoch committed,
		Instant committedAt, Instant unprotectedSince, List<EpochRecord> epochs, Coverage coverage, List<Problem> problems,
		List<ReplicaStatus> replicas, PeriodAdvice advice) {

	public ApplicationStatus {
		Objects.requireNonNull(spec);
		epochs = List.copyOf(epochs);
		problems = List.copyOf(problems);
		replicas = List.copyOf(replicas);
		advice = Objects.requireNonNullElseGet(advice, () -> PeriodAdvice.none(spec.period()));
	}

	/** Of which nothing is known about its secondaries. */
	public ApplicationStatus(ApplicationSpec spec, NodeName primary, Term term, ApplicationState state, Epoch committed, Instant committedAt,
			Instant unprotectedSince, List<EpochRecord> epochs, Coverage coverage, List<Problem> problems) {
		this(spec, primary, term, state, committed, committedAt, unprotectedSince, epochs, coverage, problems, List.of(), null);
	}

	public ApplicationName name() {
		return spec.name();
	}

	public ApplicationStatus withState(ApplicationState other) {
		return new ApplicationStatus(spec, primary, term, other, committed, committedAt, unprotectedSince, epochs, coverage, problems,
				replicas, advice);
	}
}
