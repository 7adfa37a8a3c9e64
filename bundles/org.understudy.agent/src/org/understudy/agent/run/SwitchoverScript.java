// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

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
import org.understudy.core.port.CapsulePlan;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.core.port.CheckpointEngine.Connections;
import org.understudy.core.run.RunPlan;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Departed;
import org.understudy.model.Epoch;
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

/**
 * Moves a running application to this node with its connections. Until the packets that were kept for it are delivered to it here,
 * everything can be taken back: it goes on where it stood, with its connections. From then on a client may have an answer from here,
 * and going back would lose it.
 */
public final class SwitchoverScript implements RunBook.Script {

	private static final Limits ONCE_MORE = Limits.within(Duration.ofSeconds(30)).tried(5);
	private static final Duration GRAPH = Duration.ofSeconds(5);

	private final Services services;
	private final Guards guards;
	private final ReportWriter reports;
	private final VerbOrder order;
	private final Source source;
	private ResourceGraph before = ResourceGraph.EMPTY;
	private ResourceGraph after = ResourceGraph.EMPTY;

	/** The primary that the application leaves; each call with a deadline. */
	public interface Source {

		Optional<ApplicationStatus> status();

		Epoch approach(NodeName primary, VerbOrder order) throws ProblemException, InterruptedException;

		Departed depart(NodeName primary, VerbOrder order) throws ProblemException, InterruptedException;

		FenceEvidence goOn(NodeName primary, VerbOrder order) throws ProblemException, InterruptedException;

		FenceEvidence leave(NodeName primary, VerbOrder order) throws ProblemException, InterruptedException;
	}

	public SwitchoverScript(Services services, Guards guards, ReportWriter reports, VerbOrder order, Source source) {
		this.services = services;
		this.guards = guards;
		this.reports = reports;
		this.order = new VerbOrder(order.application(), Epoch.NONE, order.authority(), services.self().value());
		this.source = source;
	}

	@Override
	public Heading heading() {
		return Heading.of(RunKind.SWITCHOVER, application(), order.authority());
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
		ApplicationStatus status = source.status().orElseThrow(() -> Problem.error("unknown-application",
				"There is no application " + application() + ".", "", "List them: understudy apps").exception());
		NodeName primary = status.primary();
		if (primary.equals(services.self())) {
			throw Problem.error("runs-here", application() + " already runs on " + services.self() + ".", "", "Look at it: understudy apps").exception();
		}
		tracker.note(Facts.PRIMARY, primary);
		tracker.note(Facts.SPEC, Json.write(status.spec()));
		tracker.milestone(Milestone.DECIDED);
		tracker.undo(RunPlan.FREEZE, () -> source.goOn(primary, order).how());
		tracker.step(RunPlan.NEAR, () -> primary + " sent epoch " + source.approach(primary, order));
		CapsulePlan plan = Plans.of(services, status.spec(), application().value(), Network.UPLINK);
		tracker.undo(RunPlan.HOLD, () -> Stage.remove(services, plan, tracker));
		tracker.step(RunPlan.HOLD, () -> hold(plan));
		move(tracker, primary);
	}

	/** Before the freeze: packets then find this node at once, and wait here while the application stands still. */
	private String hold(CapsulePlan plan) throws ProblemException {
		services.host().capsules().hold(plan);
		return "packets for " + plan.address() + " will be kept here, in order";
	}

	private void move(RunTracker tracker, NodeName primary) throws ProblemException, InterruptedException {
		Departed departed = tracker.result(RunPlan.FREEZE, () -> depart(primary), d -> "epoch " + d.epoch() + "; " + d.evidence().how());
		Instant froze = services.state().clock().instant().minus(departed.stoodStill());
		tracker.milestone(Milestone.FENCED, froze);
		tracker.uses(departed.epoch(), Duration.ZERO);
		try (Stage stage = new Stage(services, Stage.find(services, application(), departed.epoch()), departed.epoch(),
				new CapsulePlace(application().value(), Network.UPLINK))) {
			FutureTask<String> laidOut = new FutureTask<>(stage::prepare);
			Thread.ofVirtual().name("lay out " + application()).start(laidOut); // while the voters decide
			Right right = take(tracker);
			tracker.step(RunPlan.PREPARE, () -> outcome(laidOut));
			tracker.milestone(Milestone.RESTORE_STARTED);
			tracker.step(RunPlan.RESTORE, () -> stage.restore(Connections.KEPT));
			tracker.milestone(Milestone.RESUMED);
			tracker.step(RunPlan.NETWORK, () -> serve(tracker, stage, right));
			before = EpochMeta.of(stage.epoch()).graph();
		}
		prove(tracker, primary);
	}

	private Departed depart(NodeName primary) throws ProblemException, InterruptedException {
		ApplicationSpec spec = source.status().orElseThrow().spec();
		services.host().capsules().announce(Plans.of(services, spec, application().value(), Network.UPLINK));
		return source.depart(primary, order);
	}

	private Right take(RunTracker tracker) throws ProblemException, InterruptedException {
		Right right = tracker.result(RunPlan.TERM, () -> guards.take(application()), r -> "term " + r.term() + "; " + r.how());
		tracker.undo(RunPlan.TERM, () -> {
			guards.giveBack(right, application());
			return "given back";
		});
		tracker.note(Facts.TERM, right.term());
		return right;
	}

	private static String outcome(FutureTask<String> task) throws ProblemException, InterruptedException {
		try {
			return task.get();
		} catch (ExecutionException e) {
			throw e.getCause() instanceof ProblemException p ? p
					: new ProblemException(Problem.error("internal-error", "A bug ended the run: " + e.getCause(), "", "Report it with the agent's log."), e.getCause());
		}
	}

	/** What was kept is delivered when the guard exists: nothing is taken back from here on. */
	private String serve(RunTracker tracker, Stage stage, Right right) throws ProblemException, InterruptedException {
		guards.add(new GuardRecord(stage.spec().withSecondaries(secondaries(tracker, stage)), right.term(), stage.epoch().epoch()), stage.capsule(),
				right);
		tracker.keep();
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

	/** The old primary is the first one wanted now: moving back is then near. */
	private List<NodeName> secondaries(RunTracker tracker, Stage stage) {
		List<NodeName> wanted = new ArrayList<>(stage.spec().secondaries());
		wanted.remove(services.self());
		tracker.fact(Facts.PRIMARY).map(NodeName::new).filter(p -> !wanted.contains(p)).ifPresent(wanted::addFirst);
		return wanted;
	}

	private void prove(RunTracker tracker, NodeName primary) throws ProblemException, InterruptedException {
		ApplicationGuard guard = guards.find(application()).orElseThrow();
		tracker.step(RunPlan.VERIFY, () -> {
			Check check = Stage.serves(services, guard.spec(), guard.capsule());
			tracker.check(check);
			if (check.passed()) {
				tracker.milestone(Milestone.VERIFIED);
			}
			return check.actual();
		});
		tracker.step(RunPlan.LEAVE, () -> leave(tracker, primary));
		tracker.step(RunPlan.PROTECT, () -> new Reprotection(services, guards, application()).await(tracker));
		after = Stage.seen(guard, GRAPH);
	}

	/** It cannot go on there without a new term; when it cannot be asked, it finds that out by itself. */
	private String leave(RunTracker tracker, NodeName primary) throws InterruptedException {
		try {
			return source.leave(primary, order).how();
		} catch (ProblemException e) {
			tracker.finding(Problem.warning("not-removed", "What stood still on " + primary + " was not removed yet.", e.problem().summary(),
					"Its agent removes it when it learns that " + application() + " runs here."));
			return "not asked: " + e.problem().summary();
		}
	}

	/** By the journal: what this node serves already is proven; everything else is taken back, and it goes on where it stood. */
	@Override
	public void resume(RunTracker tracker) throws ProblemException, InterruptedException {
		NodeName primary = tracker.fact(Facts.PRIMARY).map(NodeName::new).orElse(null);
		if (primary == null) {
			throw RunBook.takenBack(tracker, application() + " was not touched.");
		}
		if (guards.find(application()).isPresent()) {
			connect();
			prove(tracker, primary);
			return;
		}
		Stage.remove(services, Plans.of(services, Facts.spec(tracker).orElseThrow(), application().value(), Network.UPLINK), tracker);
		Optional<Term> term = Facts.term(tracker);
		if (term.isPresent()) {
			guards.giveBack(application(), term.get());
		}
		tracker.undo(RunPlan.FREEZE, () -> goOn(primary));
		throw RunBook.takenBack(tracker, application() + " goes on on " + primary + ", with its connections.");
	}

	/** The mesh of an agent that has just started may need a moment. */
	private String goOn(NodeName primary) throws ProblemException, InterruptedException {
		for (int attempt = 1;; attempt++) {
			try {
				return source.goOn(primary, order).how();
			} catch (ProblemException e) {
				if (attempt == ONCE_MORE.attempts()) {
					throw e;
				}
				Thread.sleep(Duration.ofSeconds(1));
			}
		}
	}

	@Override
	public void report(RunTracker tracker, Run over) throws ProblemException {
		Optional<ApplicationSpec> spec = guards.find(application()).map(ApplicationGuard::spec).or(() -> Facts.spec(tracker));
		var epochs = services.state().board().application(application()).map(ApplicationStatus::epochs).orElse(List.of());
		if (spec.isPresent()) {
			reports.write(tracker, over, new ReportWriter.Scene(spec.get(), before, after, epochs));
		}
	}
}
