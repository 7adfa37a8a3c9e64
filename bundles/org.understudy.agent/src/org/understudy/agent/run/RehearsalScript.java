// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.understudy.agent.guard.EpochMeta;
import org.understudy.agent.guard.Plans;
import org.understudy.agent.guard.Services;
import org.understudy.agent.run.RunBook.Heading;
import org.understudy.agent.run.Stage.CapsulePlace;
import org.understudy.api.Json;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.core.port.CheckpointEngine.Connections;
import org.understudy.core.port.StoredEpoch;
import org.understudy.core.run.CloneComparison;
import org.understudy.core.run.ProductionImpact;
import org.understudy.core.run.RunPlan;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.Milestone;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunKind;
import org.understudy.model.RunReport.Check;
import org.understudy.model.VerbOrder;
import org.understudy.model.graph.ResourceGraph;

/** Takes an application over in isolation while its primary goes on, looks whether it works, and removes every trace. */
public final class RehearsalScript implements RunBook.Script {

	/** Of all of it but the clean-up. */
	private static final Limits WITHIN = Limits.within(Duration.ofMinutes(5));

	private final Services services;
	private final ReportWriter reports;
	private final VerbOrder order;
	private ResourceGraph before = ResourceGraph.EMPTY;
	private ResourceGraph after = ResourceGraph.EMPTY;
	private Optional<Stage> staged = Optional.empty();
	private Epoch atStart = Epoch.NONE;
	private int traced;

	public RehearsalScript(Services services, ReportWriter reports, VerbOrder order) {
		this.services = services;
		this.reports = reports;
		this.order = order;
	}

	@Override
	public Heading heading() {
		return Heading.of(RunKind.REHEARSAL, application(), order.authority());
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
		StoredEpoch epoch = tracker.result(RunPlan.CHOOSE, () -> Stage.find(services, application(), order.epoch()),
				e -> "epoch " + e.epoch() + ", captured at " + e.capturedAt().truncatedTo(ChronoUnit.MILLIS));
		try (Stage stage = new Stage(services, epoch, order.epoch(), new CapsulePlace(capsule(), Network.ISOLATED))) {
			tracker.note(Facts.SPEC, Json.write(stage.spec()));
			staged = Optional.of(stage);
			try (Alarm alarm = Alarm.after(WITHIN.deadline())) {
				try {
					play(tracker, stage);
				} catch (ProblemException | InterruptedException e) {
					throw alarm.explain("The rehearsal", WITHIN, e);
				}
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
			tracker.always(RunPlan.CLEAN, () -> Stage.remove(services, Plans.of(services, spec.get(), capsule(), Network.ISOLATED), tracker));
		}
		throw RunBook.takenBack(tracker, "The clone is gone; " + application() + " itself was not touched.");
	}

	private void play(RunTracker tracker, Stage stage) throws ProblemException, InterruptedException {
		tracker.step(RunPlan.ISOLATE, () -> prepare(stage));
		before = EpochMeta.of(stage.epoch()).graph();
		tracker.uses(stage.epoch().epoch(), Duration.ZERO);
		tracker.milestone(Milestone.RESTORE_STARTED);
		tracker.step(RunPlan.RESTORE_CLONE, () -> stage.restore(Connections.CLOSED));
		tracker.milestone(Milestone.RESUMED);
		tracker.step(RunPlan.VERIFY_CLONE, () -> {
			Check check = stage.verify();
			tracker.check(check);
			if (check.passed()) {
				tracker.milestone(Milestone.VERIFIED);
			}
			return check.actual();
		});
		tracker.step(RunPlan.COMPARE, () -> compare(tracker, stage));
		CloneTrials trials = new CloneTrials(services, stage, tracker);
		if (order.faults().isEmpty()) {
			tracker.skip(RunPlan.BREAK, "no fault was asked for");
		} else {
			tracker.step(RunPlan.BREAK, () -> trials.endure(order.faults()));
		}
		tracker.step(RunPlan.ISOLATION, trials::isolation);
		tracker.step(RunPlan.PRODUCTION, () -> production(tracker));
	}

	/** Refused rather than tried where the clone would take memory that production needs. */
	private String prepare(Stage stage) throws ProblemException {
		long needed = stage.epoch().size().count() + stage.epoch().size().count() / 4;
		Bytes free = services.host().proof().freeMemory();
		if (free.count() > 0 && free.count() < needed) {
			throw Problem.error("not-enough-memory", "The clone needs " + Bytes.of(needed) + ", and " + services.self() + " has " + free + " to spare.",
					"What runs here comes first.", "Rehearse on another node: --to NODE").exception();
		}
		String what = stage.prepare();
		traced = services.host().proof().traces(stage.plan()).size();
		return what;
	}

	private String compare(RunTracker tracker, Stage stage) throws ProblemException {
		after = services.host().inspector().inspect(Plans.scope(stage.spec(), stage.capsule()));
		List<Check> checks = CloneComparison.checks(before, after);
		checks.forEach(tracker::check);
		return checks.stream().filter(Check::passed).count() + " of " + checks.size() + " comparisons hold";
	}

	/** Production's replication must have gone on meanwhile: its newest epoch is not older than when the rehearsal began. */
	private String production(RunTracker tracker) throws ProblemException {
		Epoch now = committed();
		boolean went = now.compareTo(atStart) >= 0;
		tracker.check(new Check("isolation", "production kept committing epochs", atStart + " or later", now.toString(), went));
		ApplicationStatus status = services.state().board().application(application()).orElseThrow(() -> Problem.error("unknown-application",
				application() + " is not known any more.", "", "").exception());
		ProductionImpact.checks(status.epochs(), tracker.run().started(), services.state().clock().instant()).forEach(tracker::check);
		return "epoch " + atStart + " when it began, " + now + " now";
	}

	private Epoch committed() {
		return services.state().board().application(application()).map(ApplicationStatus::committed).orElse(Epoch.NONE);
	}

	private void remove(RunTracker tracker, Stage stage) throws ProblemException, InterruptedException {
		tracker.always(RunPlan.CLEAN, () -> {
			List<String> left = new ArrayList<>(stage.undo());
			services.host().proof().traces(stage.plan()).stream().filter(t -> !left.contains(t)).forEach(left::add);
			String found = left.isEmpty() ? "nothing" : String.join("; ", left);
			tracker.check(new Check("clean-up", "traces of the clone on " + services.self(), "nothing, of " + traced + " while it was there", found, left.isEmpty()));
			return left.isEmpty() ? "none of its " + traced + " processes, mounts, namespaces, cgroups and files is left" : found;
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
