// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.Objects;

/**
 * What went or would go wrong, in words for an administrator: desktop, command line, log and report all render this one record.
 *
 * @param code        stable, kebab case, for scripts and the guide: {@code host-key-changed}
 * @param severity    how much it matters
 * @param summary     what happened, one sentence
 * @param explanation why it happened, as far as is known; may be empty
 * @param remedy      what to do now; may be empty
 * @param cause       the technical origin (exception, command and its output); may be empty
 */
public record Problem(String code, Severity severity, String summary, String explanation, String remedy, String cause) {

	public Problem {
		Objects.requireNonNull(code);
		Objects.requireNonNull(severity);
		Objects.requireNonNull(summary);
		explanation = Objects.requireNonNullElse(explanation, "");
		remedy = Objects.requireNonNullElse(remedy, "");
		cause = Objects.requireNonNullElse(cause, "");
	}

	public static Problem error(String code, String summary, String explanation, String remedy) {
		return new Problem(code, Severity.ERROR, summary, explanation, remedy, "");
	}

	public static Problem warning(String code, String summary, String explanation, String remedy) {
		return new Problem(code, Severity.WARNING, summary, explanation, remedy, "");
	}

	public Problem causedBy(Throwable origin) {
		return causedBy(origin.toString());
	}

	public Problem causedBy(String origin) {
		return new Problem(code, severity, summary, explanation, remedy, origin);
	}

	public ProblemException exception() {
		return new ProblemException(this);
	}
}
