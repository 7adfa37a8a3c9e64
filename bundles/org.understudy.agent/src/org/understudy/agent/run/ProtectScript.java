// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.understudy.agent.guard.ApplicationGuard;
import org.understudy.agent.guard.GuardRecord;
import org.understudy.agent.guard.Guards;
import org.understudy.agent.guard.Plans;
import org.understudy.agent.guard.Right;
import org.understudy.agent.guard.Services;
import org.understudy.agent.run.RunBook.Heading;
import org.understudy.api.Json;
import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.core.run.RunPlan;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.Mode;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.ProtectOrder;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.Severity;
import org.understudy.model.Term;
import org.understudy.model.graph.ResourceGraph;

/** Starts an application in a capsule on this node and waits until its first epoch is committed. */
public final class ProtectScript implements RunBook.Script {

	private static final Duration FIRST_EPOCH = Duration.ofSeconds(60);

	private final Services services;
	private final Guards guards;
	private final ReportWriter reports;
	private final ProtectOrder order;

	public ProtectScript(Services services, Guards guards, ReportWriter reports, ProtectOrder order) {
		this.services = services;
		this.guards = guards;
		this.reports = reports;
		this.order = order;
	}

	@Override
	public Heading heading() {
		return Heading.of(RunKind.PROTECT, application(), order.authority());
	}

	@Override
	public String order() {
		return Json.write(order);
	}

	private ApplicationName application() {
		return order.spec().name();
	}

	private CapsulePlan plan() {
		return Plans.of(services, order.spec(), application().value(), Network.UPLINK);
	}

	@Override
	public void execute(RunTracker tracker) throws ProblemException, InterruptedException {
		tracker.step(RunPlan.PREFLIGHT, this::preflight);
		Right right = tracker.result(RunPlan.TERM, () -> guards.take(application()), r -> "term " + r.term() + "; " + r.how());
		tracker.undo(RunPlan.TERM, () -> {
			guards.giveBack(right, application());
			return "given back";
		});
		tracker.note(Facts.TERM, right.term());
		tracker.undo(RunPlan.START, () -> Stage.remove(services, plan(), tracker));
		Capsule capsule = tracker.result(RunPlan.START, () -> services.host().capsules().start(plan()), c -> "first process is " + c.rootPid());
		tracker.undo(RunPlan.CONNECT, () -> guards.end(application(), "its protection was not completed").join().how());
		tracker.step(RunPlan.CONNECT, () -> connect(right, capsule));
		prove(tracker);
	}

	/** Guarded before it can be reached: should this agent die now, its watchdog stops what nobody renews the right for. */
	private String connect(Right right, Capsule capsule) throws ProblemException, InterruptedException {
		guards.add(new GuardRecord(order.spec(), right.term(), Epoch.NONE), capsule, right);
		right.close();
		services.host().capsules().connect(capsule);
		services.host().capsules().announce(capsule.plan());
		return order.spec().address();
	}

	private void prove(RunTracker tracker) throws ProblemException, InterruptedException {
		tracker.step(RunPlan.VERIFY, () -> {
			var check = Stage.serves(services, order.spec(), guards.find(application()).orElseThrow().capsule());
			tracker.check(check);
			return check.actual();
		});
		tracker.step(RunPlan.FIRST_EPOCH, () -> firstEpoch(tracker));
		tracker.keep();
	}

	/** An application that its guard has found again is proven on; one without a guard was not yet reachable. */
	@Override
	public void resume(RunTracker tracker) throws ProblemException, InterruptedException {
		if (guards.find(application()).isPresent()) {
			prove(tracker);
			return;
		}
		String left = Stage.remove(services, plan(), tracker);
		Optional<Term> term = Facts.term(tracker);
		if (term.isPresent()) {
			guards.giveBack(application(), term.get());
		}
		throw RunBook.takenBack(tracker, application() + " does not run here: " + left + ".");
	}

	private String preflight() throws ProblemException {
		List<Problem> missing = services.host().capsules().probe();
		if (missing.isEmpty() && order.spec().mode() == Mode.HOT) {
			missing = services.epochs().hot().probe();
		}
		for (Problem problem : missing) {
			if (problem.severity() == Severity.ERROR) {
				throw problem.exception();
			}
		}
		if (guards.find(application()).isPresent()) {
			throw Problem.error("already-protected", application() + " is already protected here.", "", "Look at it: understudy apps").exception();
		}
		return missing.isEmpty() ? "everything is there" : missing.getFirst().summary();
	}

	private String firstEpoch(RunTracker tracker) throws ProblemException, InterruptedException {
		long deadline = System.nanoTime() + FIRST_EPOCH.toNanos();
		ApplicationStatus status = guards.status(application());
		while (status.committed().isNone() && System.nanoTime() < deadline && status.state() != ApplicationState.STOPPED) {
			Thread.sleep(50); // the guard works meanwhile; polled because the run has its own thread and deadline
			status = guards.status(application());
		}
		if (status.committed().isNone()) {
			status.problems().forEach(tracker::finding);
			tracker.finding(Problem.error("not-protected-yet", application() + " runs, but no epoch was committed within a minute.", "",
					"See its problems: understudy apps; the attempts go on."));
			return "none yet";
		}
		tracker.uses(status.committed(), Duration.ZERO);
		return "epoch " + status.committed();
	}

	@Override
	public void report(RunTracker tracker, Run over) throws ProblemException {
		ResourceGraph graph = guards.find(application()).map(ApplicationGuard::graph).orElse(ResourceGraph.EMPTY);
		List<EpochRecord> epochs = services.state().board().application(application()).map(ApplicationStatus::epochs).orElse(List.of());
		reports.write(tracker, over, new ReportWriter.Scene(order.spec(), ResourceGraph.EMPTY, graph, epochs));
	}
}
