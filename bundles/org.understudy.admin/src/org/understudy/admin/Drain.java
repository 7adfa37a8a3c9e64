// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import org.understudy.admin.Operations.Wish;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;

/** Moves every application off a node, some at a time: for the maintenance of its host. What cannot be moved stays, and says why. */
public final class Drain {

	private static final Duration ANSWER = Duration.ofSeconds(60);

	private final Operations operations;
	private final Order order;

	/**
	 * What is wanted.
	 *
	 * @param node     to be emptied
	 * @param parallel how many applications are on their way at once
	 * @param patience how long to follow each move
	 */
	public record Order(NodeName node, String reason, int parallel, Duration patience) {
	}

	/**
	 * What became of one application.
	 *
	 * @param run     the move; empty when it could not be ordered
	 * @param problem why not; empty when it was ordered
	 */
	public record Move(ApplicationName application, Optional<Run> run, Optional<Problem> problem) {

		public boolean succeeded() {
			return run.filter(r -> r.state() == RunState.SUCCEEDED).isPresent();
		}
	}

	/**
	 * What became of all.
	 *
	 * @param parallelism how many were on their way at once, in the mean: the sum of the moves' times by the time of the whole
	 */
	public record Outcome(NodeName node, List<Move> moves, Duration took, double parallelism) {
	}

	public Drain(Operations operations, Order order) {
		this.operations = operations;
		this.order = order;
	}

	/** Blocks until all moves are over; {@code told} hears of each when it is, on several threads. */
	public Outcome run(Consumer<Move> told) throws ProblemException {
		long began = System.nanoTime();
		Semaphore places = new Semaphore(Math.max(1, order.parallel()));
		List<CompletableFuture<Move>> open = new ArrayList<>();
		for (ApplicationStatus application : Answers.await(operations.cluster(), ANSWER).applications()) {
			if (application.primary().equals(order.node())) {
				open.add(start(application.name(), places, told));
			}
		}
		List<Move> moves = open.stream().map(CompletableFuture::join).toList();
		Duration took = Duration.ofNanos(System.nanoTime() - began);
		Duration sum = moves.stream().flatMap(m -> m.run().stream()).map(Run::took).reduce(Duration.ZERO, Duration::plus);
		return new Outcome(order.node(), moves, took, moves.isEmpty() ? 0 : (double) sum.toNanos() / took.toNanos());
	}

	private CompletableFuture<Move> start(ApplicationName name, Semaphore places, Consumer<Move> told) {
		CompletableFuture<Move> end = new CompletableFuture<>();
		Thread.ofVirtual().name("drain " + name).start(() -> {
			places.acquireUninterruptibly();
			Move move = new Move(name, Optional.empty(), Optional.of(Problem.error("internal-error", "The move of " + name + " ended unexpectedly.", "", "See the cause.")));
			try {
				move = move(name);
				told.accept(move);
			} finally {
				places.release();
				end.complete(move);
			}
		});
		return end;
	}

	private Move move(ApplicationName name) {
		try {
			Run ordered = Answers.await(operations.order(RunKind.SWITCHOVER, Wish.of(name), order.reason()), ANSWER);
			Run over = Answers.await(operations.awaitRun(ordered.id(), _ -> { }, order.patience()), order.patience().plusSeconds(5));
			return new Move(name, Optional.of(over), Optional.empty());
		} catch (ProblemException e) {
			return new Move(name, Optional.empty(), Optional.of(e.problem()));
		}
	}
}
