// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.understudy.agent.run.RunLog.Moment;
import org.understudy.core.run.RunProgress;
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

	private static final Duration BETWEEN = Duration.ofMillis(200);

	private final Run ordered;
	private final Clock clock;
	private final RunLog log;
	private final long began;
	private final Deque<Undo> undos = new ArrayDeque<>();
	private final Map<String, String> facts = new TreeMap<>();
	private final List<RunStep> steps = new ArrayList<>();
	private final Map<Milestone, Instant> milestones = new EnumMap<>(Milestone.class);
	private final List<Problem> findings = new ArrayList<>();
	private final List<Check> checks = new ArrayList<>();
	private Epoch epoch = Epoch.NONE;
	private Duration lost = Duration.ZERO;
	/** As it ends; told later. */
	private Run over;
	private boolean told;
	private boolean cancelled;

	/** What takes a step back. */
	private record Undo(String step, Body body) {
	}

	/** @param ordered the run as ordered: its steps are the plan; or as an agent that died left it */
	public RunTracker(Run ordered, Clock clock, RunLog log) {
		this.ordered = ordered;
		this.clock = clock;
		this.log = log;
		this.began = System.nanoTime() - (ordered.steps().stream().allMatch(s -> s.state() == State.PLANNED) ? 0
				: Math.max(0, Duration.between(ordered.started(), clock.instant()).toNanos()));
		steps.addAll(ordered.steps());
		milestones.putAll(ordered.milestones());
		findings.addAll(ordered.findings());
		epoch = ordered.epoch();
		lost = ordered.lost();
	}

	/** What a step does; its result is one line for the record. */
	@FunctionalInterface
	public interface Body {
		String run() throws ProblemException, InterruptedException;
	}

	/** Executes a planned step within the usual limits; before the commit point a cancelled run stops here. */
	public void step(String name, Body body) throws ProblemException, InterruptedException {
		step(name, Limits.DEFAULT, body);
	}

	/** Executes a planned step; one that fails is tried again as often as its limits say. */
	public void step(String name, Limits limits, Body body) throws ProblemException, InterruptedException {
		perform(name, limits, body, true);
	}

	/** Executes a step of cleaning up, also in a cancelled run. */
	public void always(String name, Body body) throws ProblemException, InterruptedException {
		perform(name, Limits.DEFAULT, body, false);
	}

	private void perform(String name, Limits limits, Body body, boolean stops) throws ProblemException, InterruptedException {
		long start = System.nanoTime();
		Instant at = clock.instant();
		begin(new RunStep(name, State.RUNNING, at, Duration.ZERO, ""), stops);
		log.reached(name, Moment.BEFORE);
		try {
			String detail = tried(name, limits, body);
			log.reached(name, Moment.AFTER);
			set(new RunStep(name, State.DONE, at, Duration.ofNanos(System.nanoTime() - start), detail));
		} catch (ProblemException e) {
			set(new RunStep(name, State.FAILED, at, Duration.ofNanos(System.nanoTime() - start), e.problem().summary()));
			throw e;
		}
	}

	private String tried(String name, Limits limits, Body body) throws ProblemException, InterruptedException {
		for (int attempt = 1;; attempt++) {
			try {
				String detail = bounded(name, limits, body);
				return attempt == 1 ? detail : detail + " (attempt " + attempt + ")";
			} catch (ProblemException e) {
				if (attempt >= limits.attempts()) {
					throw e;
				}
				finding(Problem.warning("step-repeated", "\"" + name + "\" failed and was tried again.", e.problem().summary(), "").causedBy(e.problem().cause()));
				Thread.sleep(BETWEEN); // what failed for a moment is given one
			}
		}
	}

	private static String bounded(String name, Limits limits, Body body) throws ProblemException, InterruptedException {
		try (Alarm alarm = Alarm.after(limits.deadline())) {
			try {
				return body.run();
			} catch (ProblemException | InterruptedException e) {
				throw alarm.explain(name, limits, e);
			}
		}
	}

	/** Whether a step had ended well before this agent, or its predecessor, was cut off. */
	public synchronized boolean isDone(String name) {
		int at = indexOf(name);
		return at >= 0 && steps.get(at).state() == State.DONE;
	}

	/** Whether a step has begun, whatever became of it. */
	public synchronized boolean hasBegun(String name) {
		int at = indexOf(name);
		return at >= 0 && steps.get(at).state() != State.PLANNED && steps.get(at).state() != State.NOT_EXECUTED;
	}

	/** What takes a step back, should the run fail later or be cancelled; may be called before the step, and must bear that nothing was done. */
	public synchronized void undo(String step, Body body) {
		undos.push(new Undo(step, body));
	}

	/** What was done stays: from here on nothing is taken back. */
	public synchronized void keep() {
		undos.clear();
	}

	/** Takes the steps back in reverse order; goes on after a failed one. */
	void takeBack() throws InterruptedException {
		for (Undo undo = next(); undo != null; undo = next()) {
			try {
				String how = bounded(undo.step(), Limits.DEFAULT, undo.body());
				compensated(undo.step(), how);
			} catch (ProblemException e) {
				finding(e.problem());
			}
		}
	}

	private synchronized Undo next() {
		return undos.poll();
	}

	/** A step that failed stays so: that is what the record must say. */
	private void compensated(String step, String how) {
		int at = indexOf(step);
		if (at >= 0 && EnumSet.of(State.DONE, State.RUNNING).contains(steps.get(at).state())) {
			RunStep done = steps.get(at);
			set(new RunStep(step, State.COMPENSATED, done.started(), done.took(), how));
		}
	}

	/** Keeps what bringing this run to an end after an agent's death needs. */
	public void note(String fact, Object value) {
		synchronized (this) {
			facts.put(fact, value.toString());
		}
		log.noted(fact, value.toString());
	}

	/** What was noted, also by an agent before this one. */
	public synchronized Optional<String> fact(String name) {
		return Optional.ofNullable(facts.get(name));
	}

	/** The facts of the agent that led this run before. */
	synchronized void remember(Map<String, String> noted) {
		facts.putAll(noted);
	}

	/** A step whose result the next ones need. */
	@FunctionalInterface
	public interface Source<T> {
		T get() throws ProblemException, InterruptedException;
	}

	/** Executes a planned step that gives something; {@code inWords} says what, for the record. */
	public <T> T result(String name, Limits limits, Source<T> source, Function<T, String> inWords) throws ProblemException, InterruptedException {
		AtomicReference<T> got = new AtomicReference<>();
		step(name, limits, () -> {
			got.set(source.get());
			return inWords.apply(got.get());
		});
		return got.get();
	}

	public <T> T result(String name, Source<T> source, Function<T, String> inWords) throws ProblemException, InterruptedException {
		return result(name, Limits.DEFAULT, source, inWords);
	}

	public void skip(String name, String why) {
		set(new RunStep(name, State.SKIPPED, Instant.EPOCH, Duration.ZERO, why));
	}

	/** At once: a cancel comes either before the step of the commit point or too late. */
	private void begin(RunStep step, boolean stops) throws ProblemException {
		synchronized (this) {
			if (stops && cancelled && !RunProgress.isCommitted(run())) {
				throw Problem.warning("cancelled", "The run was cancelled.", "An administrator asked for it.", "").exception();
			}
			put(step);
		}
		log.changed(run());
	}

	/** Asks the run to stop; false when it is past its commit point or over. */
	public synchronized boolean cancel() {
		cancelled = over == null && !RunProgress.isCommitted(run());
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

	/**
	 * The run as it ends; planned steps that were never reached are recorded as not executed. Nobody is told before {@link #tellEnd}: who
	 * hears of the end asks for the report.
	 */
	public synchronized Run finish(RunState end, String sentence) {
		Run now = run();
		over = new Run(now.id(), now.kind(), now.application(), now.node(), now.authority(), end, now.started(), now.took(),
				now.steps().stream().map(RunTracker::closed).toList(), now.milestones(), now.epoch(), now.lost(), now.findings(), sentence,
				now.commitPoint());
		return over;
	}

	/** After {@link #finish}: from now on the run is over for everybody. */
	void tellEnd() {
		synchronized (this) {
			told = true;
		}
		log.changed(over);
	}

	/** A step that still stands as running was cut off by the death of an agent, and not done again. */
	private static RunStep closed(RunStep s) {
		return switch (s.state()) {
			case PLANNED -> new RunStep(s.name(), State.NOT_EXECUTED, Instant.EPOCH, Duration.ZERO, "");
			case RUNNING -> new RunStep(s.name(), State.FAILED, s.started(), Duration.ZERO, "cut off by the death of the agent");
			case DONE, FAILED, SKIPPED, NOT_EXECUTED, COMPENSATED -> s;
		};
	}

	public synchronized Run run() {
		return told ? over : new Run(ordered.id(), ordered.kind(), ordered.application(), ordered.node(), ordered.authority(), RunState.RUNNING,
				ordered.started(), Duration.ofNanos(System.nanoTime() - began), steps, milestones, epoch, lost, findings, "", ordered.commitPoint());
	}

	private void set(RunStep step) {
		put(step);
		log.changed(run());
	}

	private synchronized void put(RunStep step) {
		int at = indexOf(step.name());
		if (at < 0) {
			steps.add(step);
		} else {
			steps.set(at, step);
		}
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
