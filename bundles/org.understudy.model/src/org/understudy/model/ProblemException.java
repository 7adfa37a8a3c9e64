// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** The one checked failure of ports and use cases: carries the {@link Problem} to show. */
public final class ProblemException extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient Problem problem;

	public ProblemException(Problem problem) {
		super(problem.summary());
		this.problem = problem;
	}

	public ProblemException(Problem problem, Throwable cause) {
		super(problem.summary(), cause);
		this.problem = problem.cause().isEmpty() ? problem.causedBy(cause) : problem;
	}

	public Problem problem() {
		return problem;
	}
}
