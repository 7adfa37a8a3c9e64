// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** What futures of this package end with: their value or a {@link Problem}. */
public final class Answers {

	private Answers() {
	}

	/** Waits; for callers that may wait: jobs and the command line, never a user interface's thread. */
	public static <T> T await(CompletableFuture<T> answer, Duration deadline) throws ProblemException {
		try {
			return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
		} catch (ExecutionException | CancellationException | TimeoutException e) {
			throw exception(e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new ProblemException(cancelled(), e);
		}
	}

	/** The problem in a future's failure, whatever wraps it. */
	public static Problem problem(Throwable failure) {
		return exception(failure).problem();
	}

	static ProblemException exception(Throwable failure) {
		Throwable origin = failure;
		while ((origin instanceof CompletionException || origin instanceof ExecutionException) && origin.getCause() != null) {
			origin = origin.getCause();
		}
		return switch (origin) {
			case ProblemException e -> e;
			case TimeoutException e -> new ProblemException(timeout(), e);
			case CancellationException e -> new ProblemException(cancelled(), e);
			default -> new ProblemException(Problem.error("internal-error", "An unexpected failure happened.",
					"This is a fault of the program.", "Report it, with the cause."), origin);
		};
	}

	private static Problem timeout() {
		return Problem.error("timeout", "The node did not answer in time.",
				"It is overloaded, or the way to it is broken; what was asked may be done or not.", "Look at the state before asking again.");
	}

	private static Problem cancelled() {
		return Problem.error("cancelled", "Waiting was cancelled.", "What was asked may still go on.", "");
	}
}
