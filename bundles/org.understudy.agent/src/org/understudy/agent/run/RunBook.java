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
	private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

	private final NodeName node;
	private final NodeHome home;
	private final LiveBoard board;
	private final Journal journal;
	private final Clock clock;
	private final Map<ApplicationName, RunTracker> running = new ConcurrentHashMap<>();

	public RunBook(NodeName node, NodeHome home, LiveBoard board, Journal journal) {
		this.node = node;
		this.home = home;
		this.board = board;
		this.journal = journal;
		this.clock = Clock.systemUTC();
	}

	/**
	 * What a run is.
	 *
	 * @param kind        which verb
	 * @param application of what
	 * @param authority   who and why
	 * @param plan        names of its steps, in order
	 */
	public record Heading(RunKind kind, ApplicationName application, Authority authority, List<String> plan) {
	}

	/** A verb's work: its steps in order, and what to undo and report afterwards. */
	public interface Script {

		Heading heading();

		/** Executes the steps; on failure it has undone what it did when it throws. */
		void execute(RunTracker tracker) throws ProblemException, InterruptedException;

		/** Called with the run when it is over, also after a failure; writes the report. */
		void report(RunTracker tracker, Run over) throws ProblemException;
	}

	/** Starts a script on a thread of its own. */
	public Run start(Script script) throws ProblemException {
		Heading heading = script.heading();
		Run ordered = ordered(heading);
		RunTracker tracker = new RunTracker(ordered, clock, this::changed);
		if (running.putIfAbsent(heading.application(), tracker) != null) {
			throw Problem.error("run-in-progress", "Another run of " + heading.application() + " is not over.",
					"Only one run at a time may hold an application.", "Wait for it or cancel it: understudy runs").exception();
		}
		journal.add(Severity.INFO, heading.authority().actor(), heading.application().value(), word(heading.kind()) + "-ordered",
				"Ordered: " + word(heading.kind()) + " of " + heading.application() + ". Reason: " + heading.authority().reason());
		changed(ordered);
		Thread.ofVirtual().name("run " + ordered.id()).start(() -> execute(script, tracker));
		return ordered;
	}

	private Run ordered(Heading heading) throws ProblemException {
		String id = unused(STAMP.format(clock.instant()) + "-" + word(heading.kind()) + "-" + heading.application() + "-" + node);
		return new Run(id, heading.kind(), heading.application(), node, heading.authority(), RunState.RUNNING, clock.instant(), Duration.ZERO,
				heading.plan().stream().map(RunStep::planned).toList(), Map.of(), Epoch.NONE, Duration.ZERO, List.of(), "");
	}

	/** Two runs may be ordered within one second. */
	private String unused(String id) throws ProblemException {
		String free = id;
		for (int n = 2; home.text("runs/" + free + ".json").isPresent(); n++) {
			free = id + "-" + n;
		}
		return free;
	}

	private void execute(Script script, RunTracker tracker) {
		Run over;
		try {
			script.execute(tracker);
			boolean clean = tracker.run().findings().stream().noneMatch(f -> f.severity() == Severity.ERROR);
			over = tracker.finish(clean ? RunState.SUCCEEDED : RunState.FAILED, clean ? Verdicts.success(tracker.run())
					: Verdicts.failure(tracker.run(), tracker.run().findings().stream().filter(f -> f.severity() == Severity.ERROR).findFirst().orElseThrow()));
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
		tracker.finding(problem);
		return tracker.finish(problem.code().equals("cancelled") ? RunState.CANCELLED : RunState.FAILED,
				Verdicts.failure(tracker.run(), problem));
	}

	private void end(Script script, RunTracker tracker, Run over) {
		try {
			script.report(tracker, over);
		} catch (ProblemException | RuntimeException e) {
			LOG.log(Level.ERROR, "no report of " + over.id(), e);
		}
		journal.add(over.state() == RunState.SUCCEEDED ? Severity.OK : Severity.ERROR, Journal.SELF, over.application().value(),
				word(over.kind()) + "-" + over.state().name().toLowerCase(Locale.ROOT), over.verdict());
		running.remove(over.application(), tracker);
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

	/** After a restart of the agent: what was running then is interrupted. Publishes the newest runs of this node. */
	public void recover() {
		for (String file : home.list(home.runs()).reversed().stream().filter(f -> f.endsWith(".json")).limit(50).toList()) {
			try {
				Run run = home.read("runs/" + file, Run.class);
				changed(run.state().isOver() ? run : interrupted(run));
			} catch (ProblemException e) {
				LOG.log(Level.WARNING, e.problem().summary(), e);
			}
		}
	}

	private static Run interrupted(Run r) {
		return new Run(r.id(), r.kind(), r.application(), r.node(), r.authority(), RunState.INTERRUPTED, r.started(), r.took(), r.steps(),
				r.milestones(), r.epoch(), r.lost(), r.findings(), "The agent of " + r.node() + " stopped while the run was under way.");
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
