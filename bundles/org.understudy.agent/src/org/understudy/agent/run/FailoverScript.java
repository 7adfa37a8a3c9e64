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
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.core.port.StoredEpoch;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.FenceEvidence;
import org.understudy.model.Milestone;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunReport.Check;
import org.understudy.model.VerbOrder;
import org.understudy.model.graph.ResourceGraph;

/** Takes an application over on this node, from an epoch that this node holds. */
public final class FailoverScript implements RunBook.Script {

	private static final String CHOOSE = "Choose the epoch";
	private static final String FENCE = "Stop the application on its primary";
	private static final String PREPARE = "Lay out the epoch in a capsule";
	private static final String TERM = "Take the right to run it";
	private static final String RESTORE = "Restore the processes";
	private static final String NETWORK = "Switch the address";
	private static final String VERIFY = "Ask whether it serves";
	private static final String PROTECT = "Protect it again";

	private final Services services;
	private final Guards guards;
	private final ReportWriter reports;
	private final VerbOrder order;
	private final Primary primary;
	private ResourceGraph before = ResourceGraph.EMPTY;
	private ResourceGraph after = ResourceGraph.EMPTY;

	/**
	 * What is known of the old primary.
	 *
	 * @param status as last published; empty when nobody knows it any more
	 * @param gone   when it left the membership; empty while it is there
	 * @param fence  asks it to stop the application
	 */
	public record Primary(Optional<ApplicationStatus> status, Optional<Instant> gone, Fencing fence) {

		/** Asks the old primary, with a deadline. */
		@FunctionalInterface
		public interface Fencing {
			FenceEvidence ask() throws ProblemException, InterruptedException;
		}
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
		return new Heading(RunKind.FAILOVER, application(), order.authority(), List.of(CHOOSE, PREPARE, FENCE, TERM, RESTORE, NETWORK, VERIFY, PROTECT));
	}

	private ApplicationName application() {
		return order.application();
	}

	@Override
	public void execute(RunTracker tracker) throws ProblemException, InterruptedException {
		primary.gone().ifPresent(at -> tracker.milestone(Milestone.DETECTED, at));
		tracker.milestone(Milestone.DECIDED);
		StoredEpoch epoch = tracker.result(CHOOSE, this::choose,
				e -> "epoch " + e.epoch() + ", captured at " + e.capturedAt().truncatedTo(ChronoUnit.MILLIS));
		before = EpochMeta.of(epoch).graph();
		try (Stage stage = new Stage(services, epoch, application().value(), Network.UPLINK)) {
			tracker.step(PREPARE, stage::prepare);
			takeOver(tracker, stage);
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
		Right right = null;
		try {
			fence(tracker);
			tracker.commitPoint();
			right = tracker.result(TERM, () -> guards.take(application()), r -> "term " + r.term() + "; " + r.how());
			tracker.milestone(Milestone.FENCED);
			tracker.uses(stage.epoch().epoch(), lost(stage.epoch()));
			restore(tracker, stage, right);
			right.close();
		} catch (ProblemException e) {
			List<String> left = stage.undo();
			if (right != null) {
				guards.giveBack(right);
			}
			left.forEach(l -> tracker.finding(Problem.warning("left-over", l, "", "")));
			throw e;
		}
		verify(tracker, stage);
	}

	private void fence(RunTracker tracker) throws ProblemException, InterruptedException {
		if (primary.gone().isPresent() || primary.status().isEmpty()) {
			tracker.skip(FENCE, "its agent does not answer: the voters wait until its lease is over");
			return;
		}
		List<Problem> unanswered = new ArrayList<>();
		tracker.step(FENCE, () -> {
			try {
				return primary.fence().ask().how();
			} catch (ProblemException e) {
				unanswered.add(e.problem());
				return "no answer (" + e.problem().summary() + "): the voters wait until its lease is over";
			}
		});
		unanswered.forEach(p -> tracker.finding(Problem.warning("primary-not-asked", "The old primary could not be asked to stop.", p.summary(), "")));
	}

	/** From the capture of the epoch to the moment after which the primary certainly did no work any more. */
	private Duration lost(StoredEpoch epoch) {
		Instant end = primary.gone().orElseGet(services.state().clock()::instant);
		Duration lost = Duration.between(epoch.capturedAt(), end);
		return lost.isNegative() ? Duration.ZERO : lost;
	}

	private void restore(RunTracker tracker, Stage stage, Right right) throws ProblemException, InterruptedException {
		tracker.milestone(Milestone.RESTORE_STARTED);
		tracker.step(RESTORE, stage::restore);
		tracker.milestone(Milestone.RESUMED);
		tracker.step(NETWORK, () -> {
			right.check();
			services.host().capsules().connect(stage.capsule());
			services.host().capsules().announce(stage.capsule());
			return stage.spec().address() + " is on " + services.self();
		});
		tracker.milestone(Milestone.NETWORK_SWITCHED);
		look(tracker, stage);
		GuardRecord record = new GuardRecord(stage.spec().withSecondaries(secondaries(stage)), right.term(), stage.epoch().epoch());
		guards.add(record, stage.capsule());
	}

	/** Before its next checkpoint, which would be seen in its processes; a look that fails costs the report a picture, no more. */
	private void look(RunTracker tracker, Stage stage) {
		try {
			after = services.host().inspector().inspect(Plans.scope(stage.spec(), stage.capsule()));
		} catch (ProblemException e) {
			tracker.finding(Problem.warning("not-inspected", "The graph after the takeover was not recorded.", e.problem().summary(), ""));
		}
	}

	/** The old primary is wanted as secondary, should it come back. */
	private List<org.understudy.model.NodeName> secondaries(Stage stage) {
		List<org.understudy.model.NodeName> wanted = new ArrayList<>(stage.spec().secondaries());
		wanted.remove(services.self());
		primary.status().map(ApplicationStatus::primary).filter(p -> !p.equals(services.self()) && !wanted.contains(p)).ifPresent(wanted::add);
		return wanted;
	}

	private void verify(RunTracker tracker, Stage stage) throws ProblemException, InterruptedException {
		tracker.step(VERIFY, () -> {
			Check check = stage.verify();
			tracker.check(check);
			if (check.passed()) {
				tracker.milestone(Milestone.VERIFIED);
			}
			return check.actual();
		});
		tracker.step(PROTECT, () -> guards.status(application()).problems().isEmpty() ? "its epochs go on"
				: "it waits for a secondary: unprotected until one is there");
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
