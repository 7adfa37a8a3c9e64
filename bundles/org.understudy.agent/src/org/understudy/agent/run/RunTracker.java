// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import org.understudy.model.Epoch;
import org.understudy.model.Milestone;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunReport.Check;
import org.understudy.model.RunState;
import org.understudy.model.RunStep;
import org.understudy.model.RunStep.State;
import org.understudy.model.Severity;

/**
 * Keeps one run's record while its steps execute, and publishes each change. The steps run on one thread; {@link #cancel} and
 * {@link #run} may be called from any.
 */
public final class RunTracker {

	private final Run ordered;
	private final Clock clock;
	private final Consumer<Run> publish;
	private final long began = System.nanoTime();
	private final List<RunStep> steps = new ArrayList<>();
	private final Map<Milestone, Instant> milestones = new EnumMap<>(Milestone.class);
	private final List<Problem> findings = new ArrayList<>();
	private final List<Check> checks = new ArrayList<>();
	private Epoch epoch = Epoch.NONE;
	private Duration lost = Duration.ZERO;
	private RunState state = RunState.RUNNING;
	private String verdict = "";
	private boolean cancelled;
	private boolean committed;

	/**
	 * @param ordered the run as ordered: its steps are the plan
	 * @param publish told every change; must not block
	 */
	public RunTracker(Run ordered, Clock clock, Consumer<Run> publish) {
		this.ordered = ordered;
		this.clock = clock;
		this.publish = publish;
		steps.addAll(ordered.steps());
	}

	/** What a step does; its result is one line for the record. */
	@FunctionalInterface
	public interface Body {
		String run() throws ProblemException, InterruptedException;
	}

	/** Executes a planned step; before the commit point a cancelled run stops here. */
	public void step(String name, Body body) throws ProblemException, InterruptedException {
		stopIfCancelled();
		always(name, body);
	}

	/** Executes a step of cleaning up, also in a cancelled run. */
	public void always(String name, Body body) throws ProblemException, InterruptedException {
		long start = System.nanoTime();
		Instant at = clock.instant();
		set(new RunStep(name, State.RUNNING, at, Duration.ZERO, ""));
		try {
			String detail = body.run();
			set(new RunStep(name, State.DONE, at, Duration.ofNanos(System.nanoTime() - start), detail));
		} catch (ProblemException e) {
			set(new RunStep(name, State.FAILED, at, Duration.ofNanos(System.nanoTime() - start), e.problem().summary()));
			throw e;
		}
	}

	/** A step whose result the next ones need. */
	@FunctionalInterface
	public interface Source<T> {
		T get() throws ProblemException, InterruptedException;
	}

	/** Executes a planned step that gives something; {@code inWords} says what, for the record. */
	public <T> T result(String name, Source<T> source, Function<T, String> inWords) throws ProblemException, InterruptedException {
		List<T> got = new ArrayList<>(1);
		step(name, () -> {
			got.add(source.get());
			return inWords.apply(got.getFirst());
		});
		return got.getFirst();
	}

	public void skip(String name, String why) {
		set(new RunStep(name, State.SKIPPED, Instant.EPOCH, Duration.ZERO, why));
	}

	/** From here on the run goes through to its end: it can no longer be cancelled. */
	public void commitPoint() throws ProblemException {
		stopIfCancelled();
		synchronized (this) {
			committed = true;
		}
	}

	private synchronized void stopIfCancelled() throws ProblemException {
		if (cancelled && !committed) {
			throw Problem.warning("cancelled", "The run was cancelled.", "An administrator asked for it.", "").exception();
		}
	}

	/** Asks the run to stop; false when it is past its commit point or over. */
	public synchronized boolean cancel() {
		cancelled = !committed && !state.isOver();
		return cancelled;
	}

	public synchronized void milestone(Milestone which, Instant at) {
		milestones.put(which, at);
	}

	public void milestone(Milestone which) {
		milestone(which, clock.instant());
	}

	public synchronized void finding(Problem problem) {
		findings.add(problem);
	}

	/** Records a check; a failed one becomes a finding, and unless it only compares graphs an error of the run. */
	public synchronized void check(Check check) {
		checks.add(check);
		if (!check.passed()) {
			Severity severity = check.group().equals("graph") ? Severity.WARNING : Severity.ERROR;
			String text = check.name() + ": expected " + check.expected() + ", found " + check.actual();
			findings.add(new Problem("check-failed", severity, text, "", "", ""));
		}
	}

	public synchronized List<Check> checks() {
		return List.copyOf(checks);
	}

	/** Which epoch is used and how much time of work is lost with it. */
	public synchronized void uses(Epoch used, Duration loss) {
		epoch = used;
		lost = loss;
	}

	/** Ends the run; planned steps that were never reached are recorded as not executed. */
	public Run finish(RunState end, String sentence) {
		synchronized (this) {
			state = end;
			verdict = sentence;
			steps.replaceAll(s -> s.state() == State.PLANNED ? new RunStep(s.name(), State.NOT_EXECUTED, Instant.EPOCH, Duration.ZERO, "") : s);
		}
		Run over = run();
		publish.accept(over);
		return over;
	}

	public synchronized Run run() {
		return new Run(ordered.id(), ordered.kind(), ordered.application(), ordered.node(), ordered.authority(), state, ordered.started(),
				Duration.ofNanos(System.nanoTime() - began), steps, milestones, epoch, lost, findings, verdict);
	}

	private void set(RunStep step) {
		synchronized (this) {
			int at = indexOf(step.name());
			if (at < 0) {
				steps.add(step);
			} else {
				steps.set(at, step);
			}
		}
		publish.accept(run());
	}

	private int indexOf(String name) {
		for (int i = 0; i < steps.size(); i++) {
			if (steps.get(i).name().equals(name)) {
				return i;
			}
		}
		return -1;
	}
}
