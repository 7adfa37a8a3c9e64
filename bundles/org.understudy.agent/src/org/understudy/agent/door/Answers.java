// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.door;

import java.util.concurrent.CompletableFuture;

import org.understudy.model.ProblemException;

/** Runs a question that may block on a virtual thread and completes a future with its answer. */
final class Answers {

	private Answers() {
	}

	/** A question that may block. */
	@FunctionalInterface
	interface Question<T> {
		T ask() throws ProblemException, InterruptedException;
	}

	static <T> CompletableFuture<T> from(Question<T> question) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		Thread.ofVirtual().name("answer").start(() -> {
			try {
				answer.complete(question.ask());
			} catch (ProblemException | RuntimeException e) {
				answer.completeExceptionally(e);
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				answer.completeExceptionally(e);
			}
		});
		return answer;
	}
}
