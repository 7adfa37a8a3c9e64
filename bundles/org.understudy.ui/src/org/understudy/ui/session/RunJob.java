// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.eclipse.core.runtime.IProgressMonitor;
import org.understudy.admin.Answers;
import org.understudy.admin.Operations;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunState;
import org.understudy.model.RunStep;
import org.understudy.model.Severity;
import org.understudy.ui.Messages;

/** Orders a verb and follows its run to the end; cancelling the job asks the run to stop at its next safe point. */
public final class RunJob extends WaitingJob {

	private static final Duration ORDER = Duration.ofSeconds(30);
	private static final Duration RUN = Duration.ofMinutes(30);

	private final Function<Operations, CompletableFuture<Run>> order;
	private volatile Run ordered;
	private volatile Operations operations;

	public RunJob(Session session, String name, Function<Operations, CompletableFuture<Run>> order) {
		super(session, name);
		this.order = order;
	}

	@Override
	protected void work(IProgressMonitor monitor) throws ProblemException {
		operations = session().operations();
		ordered = Answers.await(order.apply(operations), ORDER);
		if (monitor.isCanceled()) {
			canceling();
		}
		monitor.beginTask(getName(), Math.max(1, ordered.steps().size()));
		Run over = Answers.await(operations.awaitRun(ordered.id(), new Steps(monitor)::show, RUN), RUN);
		monitor.done();
		if (over.state() != RunState.SUCCEEDED && over.state() != RunState.CANCELLED) {
			throw failure(over).exception();
		}
	}

	/** A run is not left alone in the middle: it is asked to stop, and followed until it has. */
	@Override
	protected void canceling() {
		if (ordered == null) {
			super.canceling();
		} else {
			operations.cancel(ordered.id()).exceptionally(failure -> {
				Problems.log(Answers.problem(failure), failure);
				return null;
			});
		}
	}

	private static Problem failure(Run run) {
		return run.findings().stream().filter(p -> p.severity() == Severity.ERROR).findFirst()
				.orElseGet(() -> Problem.error("run-failed", run.verdict().isEmpty() ? Messages.problem_runFailed : run.verdict(), "",
						Messages.problem_runFailedRemedy));
	}

	/** Tells the monitor how far a run is. */
	private static final class Steps {

		private final IProgressMonitor monitor;
		private int done;

		Steps(IProgressMonitor monitor) {
			this.monitor = monitor;
		}

		void show(Run run) {
			int now = (int) run.steps().stream().filter(s -> s.state() == RunStep.State.DONE).count();
			monitor.worked(now - done);
			done = now;
			run.steps().stream().filter(s -> s.state() == RunStep.State.RUNNING).findFirst().ifPresent(s -> monitor.subTask(s.name()));
		}
	}
}
