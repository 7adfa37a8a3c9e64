// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.understudy.model.ProblemException;

/**
 * The one thread that owns the node's mutable state. Nothing on it blocks: effects run on virtual threads and post their
 * results back here.
 */
public final class NodeLoop implements AutoCloseable {

	private static final System.Logger LOG = System.getLogger(NodeLoop.class.getName());

	private final ScheduledExecutorService thread = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("understudy-loop").factory());

	/** Runs a message on the loop, in order; dropped when the loop has ended. */
	public void post(Runnable message) {
		try {
			thread.execute(guarded(message));
		} catch (RejectedExecutionException e) {
			LOG.log(Level.DEBUG, "message after the end of the loop", e);
		}
	}

	/** Runs a question on the loop and completes with its answer. */
	public <T> CompletableFuture<T> ask(Callable<T> question) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		post(() -> {
			try {
				answer.complete(question.call());
			} catch (Exception e) {
				answer.completeExceptionally(e);
			}
		});
		return answer;
	}

	/** Repeats a message until the returned handle is cancelled or the loop ends. */
	public ScheduledFuture<?> every(Duration period, Runnable message) {
		return thread.scheduleWithFixedDelay(guarded(message), 0, period.toNanos(), TimeUnit.NANOSECONDS);
	}

	/** Runs an effect on a virtual thread of its own; a {@link ProblemException} goes to {@code failed}, on the loop. */
	public Thread effect(String name, Effect effect, java.util.function.Consumer<ProblemException> failed) {
		return Thread.ofVirtual().name(name).start(() -> {
			try {
				effect.run();
			} catch (ProblemException e) {
				post(() -> failed.accept(e));
			} catch (InterruptedException e) {
				LOG.log(Level.DEBUG, name + " interrupted", e);
			} catch (RuntimeException e) {
				LOG.log(Level.ERROR, "a bug in " + name, e);
			}
		});
	}

	/** Work that may block. */
	@FunctionalInterface
	public interface Effect {
		void run() throws ProblemException, InterruptedException;
	}

	private static Runnable guarded(Runnable message) {
		return () -> {
			try {
				message.run();
			} catch (RuntimeException e) {
				LOG.log(Level.ERROR, "a bug in a message of the loop", e);
			}
		};
	}

	@Override
	public void close() {
		thread.shutdownNow();
	}
}
