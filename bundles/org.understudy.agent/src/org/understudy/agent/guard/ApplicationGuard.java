// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.understudy.agent.Journal;
import org.understudy.core.decision.ClusterView.Situation;
import org.understudy.core.decision.LocalView;
import org.understudy.core.graph.GraphHistory;
import org.understudy.core.graph.Moment;
import org.understudy.core.period.PeriodController;
import org.understudy.core.port.Capsule;
import org.understudy.core.preflight.PreflightSummary;
import org.understudy.lease.Watchdog;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.Fault;
import org.understudy.model.FenceEvidence;
import org.understudy.model.Hook;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Severity;
import org.understudy.model.Term;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.preflight.Preflight;

/**
 * The primary's side of one application: keeps the right to run it, captures its epochs, watches its graph and its life, and
 * tells the board. Created for a running capsule; all its state is on the loop.
 */
public final class ApplicationGuard {

	private static final Duration LAST_EPOCH = Duration.ofSeconds(10);

	private final Services services;
	private final ApplicationSpec spec;
	private final Term term;
	private final StatusBook book;
	private final GraphWatch watch;
	private final LeaseBeat beat;
	private final CaptureLoop captures;
	private final ReplicationBook replication;
	/** Held by whoever looks at the processes and by whoever stops them. */
	private final Lock stillness = new ReentrantLock(true);
	/** On the loop. */
	private final FaultBook faults = new FaultBook();
	private HealthWatch health;
	private volatile Capsule capsule;
	private volatile boolean running = true;
	private volatile boolean held = true;
	/** It moves: what is published of it is the new primary's. */
	private volatile boolean silent;
	private final EpochNumbers numbers;
	private volatile Epoch committed = Epoch.NONE;
	private final PeriodKeeper period;
	private CompletableFuture<FenceEvidence> ending;
	private volatile boolean yielded;
	private Runnable lossListener = () -> { };
	private Runnable endListener = () -> { };

	/** On the loop; the capsule runs, and the record's term was won. */
	ApplicationGuard(Services services, GuardRecord record, Capsule capsule, Watchdog watchdog) {
		this.services = services;
		this.numbers = new EpochNumbers(services.state().home(), record);
		this.spec = record.spec();
		this.term = record.term();
		this.capsule = capsule;
		this.period = new PeriodKeeper(spec);
		this.book = new StatusBook(spec, services.self(), term, services.state().clock());
		this.beat = new LeaseBeat(services, spec.name(), term, capsule, new Rights(), watchdog);
		this.watch = new GraphWatch(services, spec, () -> this.capsule, stillness, book::committed, this::saw);
		this.health = watchHealth();
		this.replication = new ReplicationBook(spec, new Committed());
		this.captures = new CaptureLoop(services, spec, term, new Captured(), event -> services.state().loop().post(() -> {
			replication.enter(event);
			publish();
		}));
		services.state().loop().effect("volumes of " + spec.name(), this::tellUncovered, this::cannotTell);
		publish();
	}

	public ApplicationSpec spec() {
		return spec;
	}

	public Term term() {
		return term;
	}

	public Capsule capsule() {
		return capsule;
	}

	/** On the loop. */
	ApplicationStatus status() {
		return book.status(replication.replicas(), period.advice());
	}

	/** The newest graph; any thread. */
	public ResourceGraph graph() {
		return watch.graph();
	}

	/** The graph of a moment, as far as this node remembers it; any thread. */
	public Optional<ResourceGraph> graph(Moment moment) {
		return watch.at(moment);
	}

	/** What this node remembers of the graph's changes; any thread. */
	public GraphHistory history() {
		return watch.history();
	}

	/** What would keep this application from continuing elsewhere stands among its problems; on the loop. */
	public void examined(List<Preflight> found) {
		found.forEach(p -> book.problem("preflight " + p.node(), PreflightSummary.of(p).orElse(null)));
		publish();
	}

	/** What a capsule does not have, or does not replicate, is said as long as it runs. */
	private void tellUncovered() {
		List<Problem> uncovered = services.host().capsules().uncovered(capsule.plan());
		services.state().loop().post(() -> {
			uncovered.stream().filter(p -> p.severity() == Severity.WARNING).forEach(p -> book.problem(p.summary(), p));
			publish();
		});
	}

	private void cannotTell(ProblemException why) {
		book.problem("volumes", why.problem());
	}

	/** After each epoch: which period next, and whether the one in force can be kept. */
	private void adjust() {
		boolean news = period.adjust(book.epochs());
		book.problem("period", PeriodController.complaint(period.advice()).orElse(null));
		if (news) {
			journal(Severity.INFO, "period-adjusted", period.advice().reason());
		}
	}

	private void saw(ResourceGraph seen) {
		book.saw(seen);
		publish();
	}

	private void publish() {
		if (ending == null && !silent) {
			services.state().board().publish(book.status(replication.replicas(), period.advice()));
		}
	}

	private HealthWatch watchHealth() {
		return new HealthWatch(services, spec, capsule, () -> running && held, this::found);
	}

	/** A detector found something, or that it is over. */
	private void found(Optional<Fault> fault) {
		if (ending != null) {
			return;
		}
		if (fault.filter(faults::enter).isPresent()) {
			journal(Severity.ERROR, "fault-" + fault.get().detector(), "%s: %s (%s; %s)".formatted(spec.name(), fault.get().what(),
					fault.get().kind().name().toLowerCase(java.util.Locale.ROOT), fault.get().evidence()));
		}
		if (fault.isEmpty() && faults.clear()) {
			book.problem("life", null);
			journal(Severity.OK, "fault-over", spec.name() + " serves again.");
			faults.change(Situation.RUNNING);
		}
		if (health.ended() && running) {
			running = false;
			book.state(ApplicationState.STOPPED);
		}
		fault.ifPresent(f -> book.problem("life", down(f, "Let the secondary take over: understudy failover " + spec.name() + " --reason …")));
		publish();
		services.alarm().run();
	}

	private Problem down(Fault fault, String remedy) {
		return Problem.error(health.ended() ? "application-ended" : "application-faulty", spec.name() + " is faulty on " + services.self() + ": "
				+ fault.what() + ".", fault.evidence() + ". Its output is in " + capsule.log() + ".", remedy);
	}

	/** How it stands, for the other nodes; on the loop. */
	public Situation situation() {
		return faults.situation() == Situation.RUNNING && !held ? Situation.FROZEN : faults.situation();
	}

	/** Whether it waits for another node, or for an administrator. On the loop. */
	public boolean gaveUp() {
		return faults.situation() == Situation.HANDED_OVER || faults.situation() == Situation.DOWN;
	}

	/** Since when it stands so, by {@link System#nanoTime}; on the loop. */
	public long since() {
		return faults.since();
	}

	/** On the loop. */
	public Epoch committed() {
		return book.committed();
	}

	/** For the decision; on the loop. Empty when it is being stopped by order. */
	public Optional<LocalView.Running> local() {
		return ending == null ? Optional.of(faults.local(running)) : Optional.empty();
	}

	/** The application is started again in its capsule: its files stay, its memory does not. On the loop. */
	public void restart(int attempt, String why) {
		faults.restarting();
		running = false;
		health.close();
		book.state(ApplicationState.STARTING);
		journal(Severity.WARNING, "application-restarting", "%s is started again here, attempt %d: %s".formatted(spec.name(), attempt, why));
		publish();
		services.state().loop().effect("restart " + spec.name(), () -> {
			Capsule fresh = new Relaunch(services, spec.mode()).of(capsule, stillness);
			services.state().loop().post(() -> restarted(fresh));
		}, e -> restartFailed(e.problem()));
	}

	private void restarted(Capsule fresh) {
		if (ending != null) {
			return;
		}
		capsule = fresh;
		running = true;
		faults.clear();
		book.problem("life", null);
		book.state(ApplicationState.UNPROTECTED);
		health = watchHealth();
		faults.change(Situation.RUNNING);
		journal(Severity.OK, "application-restarted", spec.name() + " was started again here; what it had in memory is lost.");
		publish();
	}

	private void restartFailed(Problem why) {
		faults.enter(new Fault(org.understudy.model.FaultClass.APPLICATION, "restart", "it cannot be started again: " + why.summary(), why.explanation(),
				services.self(), services.state().clock().instant()));
		journal(Severity.ERROR, "restart-failed", spec.name() + " could not be started again: " + why.summary());
		faults.change(Situation.DOWN);
	}

	/**
	 * This node gives up: another one shall run it. What lives goes on until that one fences it; the right to run what is dead is given
	 * back at once. On the loop.
	 */
	public void handOver(String why) {
		if (!faults.change(Situation.HANDED_OVER)) {
			return;
		}
		journal(Severity.ERROR, "application-handed-over", spec.name() + " is handed over: " + why + ".");
		if (!running) {
			giveUp();
		}
		publish();
	}

	private void giveUp() {
		beat.close();
		beat.release();
		services.state().loop().effect("disconnect " + spec.name(), () -> services.host().capsules().disconnect(capsule),
				e -> journal(Severity.WARNING, "left-over", e.problem().summary()));
	}

	/** It stays down: what was decided, or what nobody can help. On the loop. */
	public void stayDown(String why, String remedy) {
		if (faults.change(Situation.DOWN) && !running) {
			giveUp();
		}
		if (faults.last() != null) {
			book.problem("life", down(faults.last(), why + ". " + remedy));
		}
		publish();
	}

	private void journal(Severity severity, String event, String text) {
		services.state().journal().add(severity, Journal.SELF, spec.name().value(), event, text);
	}

	/** Told, on the loop, when it ends here although it shall run. */
	void onLoss(Runnable listener) {
		lossListener = listener;
	}

	/** Told, on the loop, when nothing of it is left here. */
	void onEnd(Runnable listener) {
		endListener = listener;
	}

	/** Ends it here so that another node may run it. On the loop; idempotent. */
	CompletableFuture<FenceEvidence> yield(String why) {
		if (ending == null) {
			yielded = true;
			lossListener.run(); // before the next heartbeat: an application that is silently gone counts as ended by order
		}
		return end(why);
	}

	/** Ends the application here for good: no process of it is left when the answer comes. On the loop; idempotent. */
	public CompletableFuture<FenceEvidence> end(String why) {
		if (ending == null) {
			ending = new CompletableFuture<>();
			running = false;
			health.close();
			watch.close();
			captures.close();
			journal(Severity.INFO, "application-stopping", spec.name() + " is stopped here: " + why);
			services.state().loop().effect("end " + spec.name(), this::destroy, e -> ending.completeExceptionally(e));
		}
		return ending;
	}

	private void destroy() throws ProblemException, InterruptedException {
		services.host().capsules().disconnect(capsule);
		captures.join(LAST_EPOCH);
		beat.close();
		List<String> left = services.host().capsules().destroy(capsule.plan());
		if (!left.isEmpty()) {
			journal(Severity.WARNING, "left-over", "After stopping " + spec.name() + " something is left: " + String.join("; ", left));
		}
		if (!yielded) { // else the next agent, should this one die now, must know that it shall run somewhere
			numbers.forget();
		}
		beat.release();
		FenceEvidence evidence = new FenceEvidence(services.self(), "stopped by its agent on " + services.self() + "; no process is left",
				true, services.state().clock().instant());
		services.state().loop().post(() -> {
			endListener.run();
			ending.complete(evidence);
		});
		services.epochs().engine(spec.mode()).forget(capsule.id());
	}

	/** Stops capturing and looking, for a move; the lease is renewed until it is given back. Completes on the loop. */
	CompletableFuture<Void> rest() {
		return services.state().loop().ask(() -> {
			running = false;
			silent = true;
			health.close();
			watch.close();
			captures.close();
			return null;
		});
	}

	/** What a move needs of it. */
	GuardParts parts() {
		return new GuardParts(spec, services.state().loop(), numbers, captures, watch, beat, stillness);
	}

	/** The agent stops: the application goes on until its lease ends; this agent, started again in time, finds it. */
	void leave() {
		health.close();
		watch.close();
		captures.close();
		beat.leave();
	}

	/** What the lease decides; on the loop. */
	private final class Rights implements LeaseBeat.Rights {

		@Override
		public void lost(String why) {
			held = false;
			faults.touch();
			book.state(ApplicationState.FROZEN);
			book.problem("lease", Problem.error("lease-lost", spec.name() + " stands still: its right to run could not be renewed.", why,
					"Bring back the other nodes or the network between them: a majority of the voters must answer."));
			journal(Severity.ERROR, "application-frozen", spec.name() + " was frozen: " + why);
			publish();
		}

		@Override
		public void regained() {
			held = true;
			faults.touch();
			book.state(ApplicationState.UNPROTECTED);
			book.problem("lease", null);
			journal(Severity.OK, "application-thawed", spec.name() + " goes on: its lease was renewed in the same term.");
			publish();
		}

		@Override
		public void over(String why) {
			journal(Severity.ERROR, "term-over", spec.name() + " must end here: " + why);
			ApplicationGuard.this.yield(why);
		}
	}

	/** What the captures need and tell; on their thread. */
	private final class Captured implements CaptureLoop.Guarded {

		@Override
		public Capsule capsule() {
			return capsule;
		}

		@Override
		public Lock stillness() {
			return stillness;
		}

		@Override
		public boolean mayCapture() {
			return running && held;
		}

		@Override
		public Epoch nextEpoch() throws ProblemException {
			return numbers.next();
		}

		@Override
		public byte[] meta() {
			return parts().meta();
		}

		@Override
		public Epoch committed() {
			return committed;
		}

		@Override
		public Duration period() {
			return period.advice().period();
		}

		@Override
		public void hookFailed(List<Problem> problems) {
			services.state().loop().post(() -> book.problem("hook", problems.isEmpty() ? null : problems.getFirst()));
		}

		@Override
		public void failed(EpochRecord failed, Problem why) {
			services.state().loop().post(() -> {
				abandoned(failed.withState(failed.state(), why.summary()), why);
				publish();
			});
		}
	}

	private void abandoned(EpochRecord record, Problem why) {
		if (book.abandoned(record, why)) {
			journal(Severity.WARNING, "epoch-abandoned", why.summary());
		}
	}

	private void afterEpoch() {
		if (!spec.capture().hooks(Hook.Moment.AFTER_EPOCH).isEmpty()) {
			services.state().loop().effect("hooks of " + spec.name(), () -> {
				List<Problem> failed = new Hooks(services.host().capsules(), spec).after(Hook.Moment.AFTER_EPOCH, capsule);
				services.state().loop().post(() -> book.problem("hook-epoch", failed.isEmpty() ? null : failed.getFirst()));
			}, this::cannotTell);
		}
	}

	/** What the secondaries make of an epoch; on the loop. */
	private final class Committed implements ReplicationBook.Reader {

		@Override
		public void committed(EpochRecord record, boolean first) {
			committed = record.epoch().compareTo(committed) > 0 ? record.epoch() : committed;
			if (first && book.committed(record)) {
				journal(Severity.OK, "protected", "%s is protected: epoch %s is on %s.".formatted(spec.name(), record.epoch(),
						String.join(", ", record.holders().stream().map(Object::toString).toList())));
			} else if (!first) {
				book.note(record);
			}
			if (first) {
				adjust();
				afterEpoch();
			}
		}

		@Override
		public void skipped(EpochRecord record) {
			book.note(record);
		}

		@Override
		public void abandoned(EpochRecord record, Problem why) {
			ApplicationGuard.this.abandoned(record, why);
		}
	}
}
