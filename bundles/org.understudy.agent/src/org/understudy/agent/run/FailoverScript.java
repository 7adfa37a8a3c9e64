// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.understudy.agent.guard.ApplicationGuard;
import org.understudy.agent.guard.EpochMeta;
import org.understudy.agent.guard.GuardRecord;
import org.understudy.agent.guard.Guards;
import org.understudy.agent.guard.Plans;
import org.understudy.agent.guard.Right;
import org.understudy.agent.guard.Services;
import org.understudy.agent.run.RunBook.Heading;
import org.understudy.agent.run.Stage.CapsulePlace;
import org.understudy.api.Json;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.core.port.CheckpointEngine.Connections;
import org.understudy.core.port.StoredEpoch;
import org.understudy.core.run.RunPlan;
import org.understudy.core.run.RunProgress;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.FenceEvidence;
import org.understudy.model.Milestone;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunReport.Check;
import org.understudy.model.Term;
import org.understudy.model.VerbOrder;
import org.understudy.model.graph.ResourceGraph;

/** Takes an application over on this node, from an epoch that this node holds. */
public final class FailoverScript implements RunBook.Script {

	private static final Limits TAKING = Limits.within(Duration.ofSeconds(30)).tried(2);
	private static final Limits RESTORING = Limits.within(Duration.ofSeconds(150)).tried(2);
	private static final Duration GRAPH = Duration.ofSeconds(5);

	private final Services services;
	private final Guards guards;
	private final ReportWriter reports;
	private final VerbOrder order;
	private final Primary primary;
	private ResourceGraph before = ResourceGraph.EMPTY;
	private ResourceGraph after = ResourceGraph.EMPTY;

	/** What is known of the old primary, each time it is asked. */
	public interface Primary {

		/** When a fault happened, as far as is known, and when it was found. */
		record Onset(Instant fault, Instant detected) {
		}

		/** Of a takeover that the nodes decided themselves. */
		default Optional<Onset> onset() {
			return Optional.empty();
		}

		/** As last published; empty when nobody knows it any more. */
		Optional<ApplicationStatus> status();

		/** When it left the membership; empty while it is there. */
		Optional<Instant> gone();

		/** Asks it to stop the application, with a deadline. */
		FenceEvidence fence() throws ProblemException, InterruptedException;
	}

	public FailoverScript(Services services, Guards guards, ReportWriter reports, VerbOrder order, Primary primary) {
		this.services = services;
		this.guards = guards;
		this.reports = reports;
		this.order = order;
		this.primary = primary;
	}

	@Override
	public Heading heading() {
		return Heading.of(RunKind.FAILOVER, application(), order.authority());
	}

	@Override
	public String order() {
		return Json.write(order);
	}

	private ApplicationName application() {
		return order.application();
	}

	@Override
	public void execute(RunTracker tracker) throws ProblemException, InterruptedException {
		primary.gone().ifPresent(at -> tracker.milestone(Milestone.DETECTED, at));
		primary.onset().ifPresent(it -> {
			tracker.milestone(Milestone.FAULT, it.fault());
			tracker.milestone(Milestone.DETECTED, it.detected());
		});
		tracker.milestone(Milestone.DECIDED);
		StoredEpoch epoch = tracker.result(RunPlan.CHOOSE, this::choose,
				e -> "epoch " + e.epoch() + ", captured at " + e.capturedAt().truncatedTo(ChronoUnit.MILLIS));
		try (Stage stage = new Stage(services, epoch, order.epoch(), new CapsulePlace(application().value(), Network.UPLINK))) {
			tracker.note(Facts.SPEC, Json.write(stage.spec()));
			notePrimary(tracker);
			tracker.undo(RunPlan.PREPARE, () -> Stage.remove(services, stage.plan(), tracker));
			tracker.step(RunPlan.PREPARE, stage::prepare);
			before = EpochMeta.of(stage.epoch()).graph();
			takeOver(tracker, stage);
		}
	}

	/** The one before the first attempt: an agent that leads this on may find itself on the board already. */
	private void notePrimary(RunTracker tracker) {
		if (tracker.fact(Facts.PRIMARY).isEmpty()) {
			primary.status().map(ApplicationStatus::primary).filter(p -> !p.equals(services.self())).ifPresent(p -> tracker.note(Facts.PRIMARY, p));
		}
	}

	/** The primary may have gone on committing while the order travelled: its stop is what ends the choice. */
	private StoredEpoch choose() throws ProblemException {
		if (guards.find(application()).isPresent()) {
			throw Problem.error("runs-here", application() + " already runs on " + services.self() + ".", "", "Look at it: understudy apps").exception();
		}
		return Stage.find(services, application(), order.epoch());
	}

	private void takeOver(RunTracker tracker, Stage stage) throws ProblemException, InterruptedException {
		fence(tracker);
		Right right = tracker.result(RunPlan.TERM, TAKING, () -> guards.take(application()), r -> "term " + r.term() + "; " + r.how());
		tracker.undo(RunPlan.TERM, () -> {
			guards.giveBack(right, application());
			return "given back";
		});
		tracker.note(Facts.TERM, right.term());
		tracker.milestone(Milestone.FENCED);
		tracker.uses(stage.epoch().epoch(), lost(tracker, stage.epoch()));
		tracker.milestone(Milestone.RESTORE_STARTED);
		tracker.step(RunPlan.RESTORE, RESTORING, () -> stage.restore(Connections.CLOSED));
		tracker.milestone(Milestone.RESUMED);
		tracker.step(RunPlan.NETWORK, () -> serve(tracker, stage, right));
		tracker.keep();
		prove(tracker);
	}

	/** By the journal: what this node serves already is proven; before the commit point nothing was touched; behind it all is done again. */
	@Override
	public void resume(RunTracker tracker) throws ProblemException, InterruptedException {
		if (guards.find(application()).isPresent()) {
			connect();
			prove(tracker);
			return;
		}
		Optional<ApplicationSpec> spec = Facts.spec(tracker);
		if (spec.isPresent()) {
			Stage.remove(services, Plans.of(services, spec.get(), application().value(), Network.UPLINK), tracker);
		}
		Optional<Term> term = Facts.term(tracker);
		if (term.isPresent()) {
			guards.giveBack(application(), term.get());
		}
		if (!RunProgress.isCommitted(tracker.run())) {
			throw RunBook.takenBack(tracker, application() + " was not touched.");
		}
		execute(tracker);
	}

	private void fence(RunTracker tracker) throws ProblemException, InterruptedException {
		if (tracker.isDone(RunPlan.FENCE)) {
			return;
		}
		if (primary.gone().isPresent() || primary.status().isEmpty()) {
			tracker.skip(RunPlan.FENCE, "its agent does not answer: the voters wait until its lease is over");
			return;
		}
		List<Problem> unanswered = new ArrayList<>();
		tracker.step(RunPlan.FENCE, () -> {
			try {
				FenceEvidence evidence = primary.fence();
				tracker.note(Facts.STOPPED, evidence.at());
				return evidence.how();
			} catch (ProblemException e) {
				unanswered.add(e.problem());
				return "no answer (" + e.problem().summary() + "): the voters wait until its lease is over";
			}
		});
		unanswered.forEach(p -> tracker.finding(Problem.warning("primary-not-asked", "The old primary could not be asked to stop.", p.summary(), "")));
	}

	/** From the capture of the epoch to the moment after which the primary certainly did no work any more. */
	private Duration lost(RunTracker tracker, StoredEpoch epoch) {
		Instant end = primary.onset().map(Primary.Onset::fault).or(() -> tracker.fact(Facts.STOPPED).map(Instant::parse)).or(primary::gone)
				.orElseGet(services.state().clock()::instant);
		Duration lost = Duration.between(epoch.capturedAt(), end);
		return lost.isNegative() ? Duration.ZERO : lost;
	}

	/** Guarded before it can be reached: should this agent die now, its watchdog stops what nobody renews the right for. */
	private String serve(RunTracker tracker, Stage stage, Right right) throws ProblemException, InterruptedException {
		guards.add(new GuardRecord(stage.spec().withSecondaries(secondaries(tracker, stage)), right.term(), stage.epoch().epoch()), stage.capsule(), right);
		right.close();
		String where = connect();
		tracker.milestone(Milestone.NETWORK_SWITCHED);
		return where;
	}

	private String connect() throws ProblemException {
		ApplicationGuard guard = guards.find(application()).orElseThrow();
		services.host().capsules().connect(guard.capsule());
		services.host().capsules().announce(guard.capsule().plan());
		return guard.spec().address() + " is on " + services.self();
	}

	/** The old primary is wanted as secondary, should it come back. */
	private List<NodeName> secondaries(RunTracker tracker, Stage stage) {
		List<NodeName> wanted = new ArrayList<>(stage.spec().secondaries());
		wanted.remove(services.self());
		tracker.fact(Facts.PRIMARY).map(NodeName::new).filter(p -> !p.equals(services.self()) && !wanted.contains(p)).ifPresent(wanted::add);
		return wanted;
	}

	private void prove(RunTracker tracker) throws ProblemException, InterruptedException {
		ApplicationGuard guard = guards.find(application()).orElseThrow();
		tracker.step(RunPlan.VERIFY, () -> {
			Check check = Stage.serves(services, guard.spec(), guard.capsule());
			tracker.check(check);
			if (check.passed()) {
				tracker.milestone(Milestone.VERIFIED);
			}
			return check.actual();
		});
		tracker.step(RunPlan.PROTECT, () -> new Reprotection(services, guards, application()).await(tracker));
		after = Stage.seen(guard, GRAPH);
	}

	@Override
	public void report(RunTracker tracker, Run over) throws ProblemException {
		Optional<ApplicationGuard> guard = guards.find(application());
		var epochs = primary.status().map(ApplicationStatus::epochs).orElse(List.of());
		var spec = guard.map(ApplicationGuard::spec).or(() -> primary.status().map(ApplicationStatus::spec));
		if (spec.isPresent()) {
			reports.write(tracker, over, new ReportWriter.Scene(spec.get(), before, after, epochs));
		}
	}
}
