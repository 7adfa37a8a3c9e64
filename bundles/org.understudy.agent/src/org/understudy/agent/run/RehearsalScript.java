// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import org.understudy.agent.guard.EpochMeta;
import org.understudy.agent.guard.Plans;
import org.understudy.agent.guard.Services;
import org.understudy.agent.run.RunBook.Heading;
import org.understudy.agent.run.Stage.CapsulePlace;
import org.understudy.api.Json;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.core.port.StoredEpoch;
import org.understudy.core.run.CloneComparison;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.Milestone;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunReport.Check;
import org.understudy.model.VerbOrder;
import org.understudy.model.graph.ResourceGraph;

/** Takes an application over in isolation while its primary goes on, looks whether it works, and removes every trace. */
public final class RehearsalScript implements RunBook.Script {

	private static final String CHOOSE = "Choose the epoch";
	private static final String PREPARE = "Lay out the epoch in an isolated capsule";
	private static final String RESTORE = "Restore the clone";
	private static final String VERIFY = "Ask whether the clone serves";
	private static final String COMPARE = "Compare the clone's graph with the master's";
	private static final String PRODUCTION = "Look whether production went on";
	private static final String CLEAN = "Remove the clone";

	private final Services services;
	private final ReportWriter reports;
	private final VerbOrder order;
	private ResourceGraph before = ResourceGraph.EMPTY;
	private ResourceGraph after = ResourceGraph.EMPTY;
	private Optional<Stage> staged = Optional.empty();
	private Epoch atStart = Epoch.NONE;

	public RehearsalScript(Services services, ReportWriter reports, VerbOrder order) {
		this.services = services;
		this.reports = reports;
		this.order = order;
	}

	@Override
	public Heading heading() {
		return new Heading(RunKind.REHEARSAL, application(), order.authority(), List.of(CHOOSE, PREPARE, RESTORE, VERIFY, COMPARE, PRODUCTION, CLEAN), "");
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
		atStart = committed();
		StoredEpoch epoch = tracker.result(CHOOSE, () -> Stage.find(services, application(), order.epoch()),
				e -> "epoch " + e.epoch() + ", captured at " + e.capturedAt().truncatedTo(ChronoUnit.MILLIS));
		try (Stage stage = new Stage(services, epoch, order.epoch(), new CapsulePlace(capsule(), Network.ISOLATED))) {
			tracker.note(Facts.SPEC, Json.write(stage.spec()));
			staged = Optional.of(stage);
			try {
				play(tracker, stage);
			} finally {
				remove(tracker, stage);
			}
		}
	}

	private String capsule() {
		return application() + "-rehearsal";
	}

	/** A clone is worth nothing without the rest of its rehearsal: it is removed. */
	@Override
	public void resume(RunTracker tracker) throws ProblemException, InterruptedException {
		Optional<ApplicationSpec> spec = Facts.spec(tracker);
		if (spec.isPresent()) {
			tracker.always(CLEAN, () -> Stage.remove(services, Plans.of(services, spec.get(), capsule(), Network.ISOLATED), tracker));
		}
		throw RunBook.takenBack(tracker, "The clone is gone; " + application() + " itself was not touched.");
	}

	private void play(RunTracker tracker, Stage stage) throws ProblemException, InterruptedException {
		tracker.step(PREPARE, stage::prepare);
		before = EpochMeta.of(stage.epoch()).graph();
		tracker.uses(stage.epoch().epoch(), Duration.ZERO);
		tracker.milestone(Milestone.RESTORE_STARTED);
		tracker.step(RESTORE, stage::restore);
		tracker.milestone(Milestone.RESUMED);
		tracker.step(VERIFY, () -> {
			Check check = stage.verify();
			tracker.check(check);
			if (check.passed()) {
				tracker.milestone(Milestone.VERIFIED);
			}
			return check.actual();
		});
		tracker.step(COMPARE, () -> compare(tracker, stage));
		tracker.step(PRODUCTION, () -> production(tracker));
	}

	private String compare(RunTracker tracker, Stage stage) throws ProblemException {
		after = services.host().inspector().inspect(Plans.scope(stage.spec(), stage.capsule()));
		List<Check> checks = CloneComparison.checks(before, after);
		checks.forEach(tracker::check);
		return checks.stream().filter(Check::passed).count() + " of " + checks.size() + " comparisons hold";
	}

	/** Production's replication must have gone on meanwhile: its newest epoch is not older than when the rehearsal began. */
	private String production(RunTracker tracker) {
		Epoch now = committed();
		boolean went = now.compareTo(atStart) >= 0;
		tracker.check(new Check("isolation", "production kept committing epochs", atStart + " or later", now.toString(), went));
		return "epoch " + atStart + " when it began, " + now + " now";
	}

	private Epoch committed() {
		return services.state().board().application(application()).map(ApplicationStatus::committed).orElse(Epoch.NONE);
	}

	private void remove(RunTracker tracker, Stage stage) throws ProblemException, InterruptedException {
		tracker.always(CLEAN, () -> {
			List<String> left = stage.undo();
			tracker.check(new Check("clean-up", "nothing of the clone is left", "nothing", left.isEmpty() ? "nothing" : String.join("; ", left),
					left.isEmpty()));
			return left.isEmpty() ? "no process, mount, namespace, cgroup or file is left" : String.join("; ", left);
		});
	}

	@Override
	public void report(RunTracker tracker, Run over) throws ProblemException {
		if (staged.isPresent()) {
			List<EpochRecord> epochs = services.state().board().application(application()).map(ApplicationStatus::epochs).orElse(List.of());
			reports.write(tracker, over, new ReportWriter.Scene(staged.get().spec(), before, after, epochs));
		}
	}
}
