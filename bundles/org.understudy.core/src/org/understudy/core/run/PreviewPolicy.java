// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.understudy.model.ApplicationStatus;
import org.understudy.model.Epoch;
import org.understudy.model.NodeName;
import org.understudy.model.Preview;
import org.understudy.model.Preview.Expected;
import org.understudy.model.Problem;
import org.understudy.model.RunKind;
import org.understudy.model.VerbOrder;

/** What a verb would do now: by the decisions of {@link VerbPolicy} and {@link Destination}, which also carry it out. Pure. */
public final class PreviewPolicy {

	private PreviewPolicy() {
	}

	public static Preview of(RunKind kind, VerbOrder order, Situation situation) {
		List<Problem> obstacles = VerbPolicy.obstacles(kind, order, situation);
		RunPlan plan = RunPlan.of(kind);
		List<Expected> steps = plan.steps().stream().map(s -> Durations.of(s, kind, order.application(), situation.runs())).toList();
		Optional<ApplicationStatus> status = situation.application(order.application());
		if (status.isEmpty()) {
			return new Preview(kind, order.application(), "", "", List.of(), steps, plan.commitPoint(), Duration.ZERO, Duration.ZERO, Duration.ZERO, Epoch.NONE,
					List.of(), obstacles);
		}
		Destination where = Destination.choose(status.get(), situation.cluster(), situation.alive(), order.to());
		Epoch epoch = order.epoch().isNone() ? status.get().committed() : order.epoch();
		Duration loses = loses(kind, order, status.get(), situation.now());
		return new Preview(kind, order.application(), status.get().primary().value(), where.node().map(NodeName::value).orElse(""), where.reasons(), steps,
				plan.commitPoint(), total(steps, plan.steps()), total(steps, plan.outage()), loses, epoch,
				effects(kind, status.get(), where.node().map(NodeName::value).orElse("nobody"), epoch), obstacles);
	}

	private static Duration total(List<Expected> steps, List<String> counted) {
		return steps.stream().filter(s -> counted.contains(s.step())).map(Expected::takes).reduce(Duration.ZERO, Duration::plus);
	}

	/** A rehearsal loses nothing and a switchover takes the last change along; a failover loses what came after the epoch. */
	static Duration loses(RunKind kind, VerbOrder order, ApplicationStatus status, Instant now) {
		if (kind != RunKind.FAILOVER) {
			return Duration.ZERO;
		}
		Instant at = order.epoch().isNone() ? status.committedAt()
				: status.epochs().stream().filter(e -> e.epoch().equals(order.epoch())).map(e -> e.capturedAt()).findFirst().orElse(status.committedAt());
		return at.equals(Instant.EPOCH) || at.isAfter(now) ? Duration.ZERO : Duration.between(at, now);
	}

	private static List<String> effects(RunKind kind, ApplicationStatus status, String to, Epoch epoch) {
		String name = status.name().value();
		return switch (kind) {
			case PROTECT -> List.of("%s is started on %s and kept in step elsewhere.".formatted(name, to));
			case REHEARSAL -> List.of("%s goes on running on %s.".formatted(name, status.primary()),
					"A clone of epoch %s is restored on %s, without any way out, looked at, and removed.".formatted(epoch, to));
			case FAILOVER -> List.of("%s is stopped on %s, if that answers.".formatted(name, status.primary()),
					"Epoch %s continues on %s; what came after it is lost.".formatted(epoch, to), "Open connections are closed; %s moves to %s.".formatted(status.spec().host(), to));
			case SWITCHOVER -> List.of("%s is brought near on %s while it runs on %s.".formatted(name, to, status.primary()),
					"It is frozen, its last changes are sent, and it continues on %s with its connections; nothing is lost.".formatted(to),
					"If that fails, it goes on where it is, with its connections.");
		};
	}
}
