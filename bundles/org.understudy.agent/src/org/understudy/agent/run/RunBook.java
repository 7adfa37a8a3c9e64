// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.understudy.agent.Journal;
import org.understudy.agent.NodeHome;
import org.understudy.agent.live.LiveBoard;
import org.understudy.api.Json;
import org.understudy.core.run.RunPlan;
import org.understudy.core.run.RunProgress;
import org.understudy.core.run.Verdicts;
import org.understudy.model.ApplicationName;
import org.understudy.model.Authority;
import org.understudy.model.Epoch;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunState;
import org.understudy.model.RunStep;
import org.understudy.model.Severity;

/** The runs that this node leads: starts them, one per application at a time, keeps them on disk and publishes them. Thread-safe. */
public final class RunBook {

	private static final System.Logger LOG = System.getLogger(RunBook.class.getName());
	private static final int SHOWN = 50;
	private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

	private final NodeName node;
	private final NodeHome home;
	private final LiveBoard board;
	private final Journal journal;
	private final Clock clock;
	private final FaultPoint faults;
	private final Map<ApplicationName, RunTracker> running = new ConcurrentHashMap<>();

	public RunBook(NodeName node, NodeHome home, LiveBoard board, Journal journal) {
		this.node = node;
		this.home = home;
		this.board = board;
		this.journal = journal;
		this.clock = Clock.systemUTC();
		this.faults = new FaultPoint(home);
	}

	/**
	 * What a run is.
	 *
	 * @param kind        which verb
	 * @param application of what
	 * @param authority   who and why
	 * @param plan        names of its steps, in order
	 * @param commitPoint the first step that is not taken back any more; empty when all are
	 */
	public record Heading(RunKind kind, ApplicationName application, Authority authority, List<String> plan, String commitPoint) {

		static Heading of(RunKind kind, ApplicationName application, Authority authority) {
			RunPlan plan = RunPlan.of(kind);
			return new Heading(kind, application, authority, plan.steps(), plan.commitPoint());
		}
	}

	/** A verb's work: its steps in order, and what to undo and report afterwards. */
	public interface Script {

		Heading heading();

		/** The order as JSON, to make the script again after a restart. */
		String order();

		/** Executes the steps; what it registered with {@link RunTracker#undo} is taken back when it throws. */
		void execute(RunTracker tracker) throws ProblemException, InterruptedException;

		/**
		 * Brings a run to an end that the death of its agent cut off, by its journal: goes on from there, or removes what is left and
		 * throws {@link #takenBack}.
		 */
		void resume(RunTracker tracker) throws ProblemException, InterruptedException;

		/** Called with the run when it is over, also after a failure; writes the report. */
		void report(RunTracker tracker, Run over) throws ProblemException;
	}

	/** What a script throws that has taken a cut-off run back; {@code now} says how the application stands. */
	public static ProblemException takenBack(RunTracker tracker, String now) {
		return Problem.warning(Verdicts.TAKEN_BACK, "The agent died while the run was under way; what it had done was taken back.", now, "Order it again if it is still wanted.")
				.causedBy(RunProgress.place(tracker.run())).exception();
	}

	/** Makes a script again from an order's JSON. */
	@FunctionalInterface
	public interface Revival {
		Script revive(RunKind kind, String order) throws ProblemException;
	}

	/** Starts a script on a thread of its own. */
	public Run start(Script script) throws ProblemException {
		Heading heading = script.heading();
		Run ordered = ordered(heading);
		RunTracker tracker = new RunTracker(ordered, clock, new Log(ordered, script.order()));
		hold(heading.application(), tracker);
		journal.add(Severity.INFO, heading.authority().actor(), heading.application().value(), word(heading.kind()) + "-ordered",
				"Ordered: " + word(heading.kind()) + " of " + heading.application() + ". Reason: " + heading.authority().reason());
		changed(ordered);
		lead(script, tracker, script::execute);
		return ordered;
	}

	private void hold(ApplicationName application, RunTracker tracker) throws ProblemException {
		if (running.putIfAbsent(application, tracker) != null) {
			throw Problem.error("run-in-progress", "Another run of " + application + " is not over.",
					"Only one run at a time may hold an application.", "Wait for it or cancel it: understudy runs").exception();
		}
	}

	/** What a run's tracker tells: kept on disk before it is published. */
	private final class Log implements RunLog {

		private final Run ordered;
		private OpenRun open;

		Log(Run ordered, String order) throws ProblemException {
			this(ordered, new OpenRun(ordered.id(), order, Map.of()));
			home.write(OpenRun.file(open.id()), Json.write(open));
		}

		Log(Run ordered, OpenRun open) {
			this.ordered = ordered;
			this.open = open;
		}

		@Override
		public void changed(Run run) {
			RunBook.this.changed(run);
		}

		@Override
		public void noted(String fact, String value) {
			open = open.with(fact, value);
			try {
				home.write(OpenRun.file(open.id()), Json.write(open));
			} catch (ProblemException e) {
				LOG.log(Level.ERROR, e.problem().summary(), e);
			}
		}

		@Override
		public void reached(String step, Moment moment) {
			faults.reached(ordered.kind(), step, moment);
		}
	}

	/** The steps of a script, or what brings them to an end. */
	@FunctionalInterface
	private interface Work {
		void perform(RunTracker tracker) throws ProblemException, InterruptedException;
	}

	private void lead(Script script, RunTracker tracker, Work work) {
		Thread.ofVirtual().name("run " + tracker.run().id()).start(() -> execute(script, tracker, work));
	}

	private Run ordered(Heading heading) throws ProblemException {
		String id = unused(STAMP.format(clock.instant()) + "-" + word(heading.kind()) + "-" + heading.application() + "-" + node);
		return new Run(id, heading.kind(), heading.application(), node, heading.authority(), RunState.RUNNING, clock.instant(), Duration.ZERO,
				heading.plan().stream().map(RunStep::planned).toList(), Map.of(), Epoch.NONE, Duration.ZERO, List.of(), "", heading.commitPoint());
	}

	/** Two runs may be ordered within one second. */
	private String unused(String id) throws ProblemException {
		String free = id;
		for (int n = 2; home.text("runs/" + free + ".json").isPresent(); n++) {
			free = id + "-" + n;
		}
		return free;
	}

	private void execute(Script script, RunTracker tracker, Work work) {
		Run over;
		try {
			work.perform(tracker);
			Optional<Problem> error = tracker.run().findings().stream().filter(f -> f.severity() == Severity.ERROR).findFirst();
			over = error.isEmpty() ? tracker.finish(RunState.SUCCEEDED, Verdicts.success(tracker.run()))
					: tracker.finish(RunState.FAILED, Verdicts.failure(tracker.run(), error.get()));
		} catch (ProblemException e) {
			over = failed(tracker, e.problem());
		} catch (InterruptedException e) {
			over = tracker.finish(RunState.INTERRUPTED, "The run was interrupted: its node is stopping.");
		} catch (RuntimeException e) {
			LOG.log(Level.ERROR, "a bug in run " + tracker.run().id(), e);
			over = failed(tracker, Problem.error("internal-error", "A bug ended the run: " + e, "", "Report it with the agent's log.").causedBy(e));
		}
		end(script, tracker, over);
	}

	private static Run failed(RunTracker tracker, Problem problem) {
		try {
			tracker.takeBack();
		} catch (InterruptedException e) {
			return tracker.finish(RunState.INTERRUPTED, "The run was interrupted while it was taken back: its node is stopping.");
		}
		tracker.finding(problem);
		return tracker.finish(switch (problem.code()) {
			case "cancelled" -> RunState.CANCELLED;
			case Verdicts.TAKEN_BACK -> RunState.INTERRUPTED;
			default -> RunState.FAILED;
		}, Verdicts.failure(tracker.run(), problem));
	}

	private void end(Script script, RunTracker tracker, Run over) {
		try {
			script.report(tracker, over);
		} catch (ProblemException | RuntimeException e) {
			LOG.log(Level.ERROR, "no report of " + over.id(), e);
		}
		// who hears of the end may order the next run at once
		running.remove(over.application(), tracker);
		tracker.tellEnd();
		journal.add(over.state() == RunState.SUCCEEDED ? Severity.OK : Severity.ERROR, Journal.SELF, over.application().value(),
				word(over.kind()) + "-" + over.state().name().toLowerCase(Locale.ROOT), over.verdict());
		close(over);
	}

	/** The runs that are under way here. */
	public List<Run> running() {
		return running.values().stream().map(RunTracker::run).toList();
	}

	/** The run of an application that is under way here. */
	public Optional<Run> running(ApplicationName application) {
		return Optional.ofNullable(running.get(application)).map(RunTracker::run);
	}

	/** A run of this node that is under way. */
	public Optional<Run> find(String id) {
		return running.values().stream().map(RunTracker::run).filter(r -> r.id().equals(id)).findFirst();
	}

	/** Asks a run of this node to stop; the run as it is now. */
	public Optional<Run> cancel(String id) throws ProblemException {
		Optional<RunTracker> found = running.values().stream().filter(t -> t.run().id().equals(id)).findFirst();
		if (found.isPresent() && !found.get().cancel()) {
			throw Problem.error("past-commit-point", "The run can no longer be cancelled.", "It is past its commit point: going back would take longer.",
					"Let it end.").exception();
		}
		return found.map(RunTracker::run);
	}

	private void close(Run over) {
		try {
			home.delete(OpenRun.file(over.id()));
		} catch (ProblemException e) {
			LOG.log(Level.ERROR, e.problem().summary(), e);
		}
	}

	/** After a restart of the agent: brings to an end what ran then, and publishes the newest runs of this node. */
	public void recover(Revival revival) {
		for (String file : home.list(home.runs()).reversed().stream().filter(f -> f.endsWith(".json")).limit(SHOWN).toList()) {
			try {
				changed(home.read("runs/" + file, Run.class));
			} catch (ProblemException e) {
				LOG.log(Level.WARNING, e.problem().summary(), e);
			}
		}
		for (String file : home.list(home.directory().resolve(OpenRun.FOLDER))) {
			try {
				resume(home.read(OpenRun.FOLDER + "/" + file, OpenRun.class), revival);
			} catch (ProblemException e) {
				LOG.log(Level.ERROR, e.problem().summary(), e);
			}
		}
	}

	private void resume(OpenRun open, Revival revival) throws ProblemException {
		Run left = home.read("runs/" + open.id() + ".json", Run.class);
		if (left.state().isOver()) {
			close(left); // it died between its last line and this
			return;
		}
		journal.add(Severity.WARNING, Journal.SELF, left.application().value(), word(left.kind()) + "-resumed",
				"The agent stopped while run " + left.id() + " was under way: " + RunProgress.place(left) + ". It is brought to an end now.");
		Script script = revival.revive(left.kind(), open.order());
		RunTracker tracker = new RunTracker(left, clock, new Log(left, open));
		tracker.remember(open.facts());
		hold(left.application(), tracker);
		lead(script, tracker, script::resume);
	}

	private void changed(Run run) {
		try {
			home.write("runs/" + run.id() + ".json", Json.write(run));
		} catch (ProblemException e) {
			LOG.log(Level.ERROR, e.problem().summary(), e);
		}
		board.publish(run);
	}

	/** Kebab-case word of a kind. */
	static String word(RunKind kind) {
		return kind.name().toLowerCase(Locale.ROOT);
	}
}
