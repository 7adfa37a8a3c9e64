// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.period;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.understudy.model.EpochRecord;
import org.understudy.model.PeriodAdvice;
import org.understudy.model.PeriodAdvice.Binding;
import org.understudy.model.PeriodAdvice.Point;
import org.understudy.model.PeriodPolicy;
import org.understudy.model.PeriodPolicy.Budget;
import org.understudy.model.Problem;

/**
 * Chooses the time between epochs: the shortest that keeps within the budget, or the longest that still meets the wanted data at
 * risk. It lengthens at once, for a budget is a promise, and shortens in steps, for a quiet moment may pass. Pure.
 */
public final class PeriodController {

	/** Fewer epochs than this tell nothing. */
	private static final int ENOUGH = 3;
	/** A change below this part is not worth it: measurements are noisy. */
	private static final double INDIFFERENT = 0.1;
	private static final double STEP = 0.75;
	/** Standing still for more than this share of time is not what anybody wants, whatever they ordered. */
	private static final int MOSTLY = 300;

	private PeriodController() {
	}

	/**
	 * What to do next.
	 *
	 * @param policy      the administrator's
	 * @param now         the period in force
	 * @param newestFirst records of the newest epochs
	 * @return with a fixed period: that one, and in words which one an automatic choice would take
	 */
	public static PeriodAdvice advise(PeriodPolicy policy, Duration now, List<EpochRecord> newestFirst) {
		CostModel model = CostModel.learn(newestFirst, policy.longest());
		if (model.samples() < ENOUGH) {
			Duration start = policy.automatic() ? within(policy, now) : now;
			return new PeriodAdvice(start, policy.automatic() ? Binding.LEARNING : Binding.FIXED,
					"Too little is known yet: %d of %d epochs.".formatted(model.samples(), ENOUGH), model.samples(), List.of());
		}
		Target target = target(policy, model);
		List<Point> curve = model.curve(policy.shortest(), policy.longest());
		if (!policy.automatic()) {
			return new PeriodAdvice(now, Binding.FIXED, "Fixed at %s. Automatic would be %s".formatted(text(now), sentence(target, policy, model)),
					model.samples(), curve);
		}
		Duration next = approach(within(policy, now), target.period());
		String way = next.equals(target.period()) ? "" : "On the way, now %s: ".formatted(text(next));
		return new PeriodAdvice(next, target.binding(), way + sentence(target, policy, model), model.samples(), curve);
	}

	/** What is wrong with a period that its epochs do not fit into. */
	public static Optional<Problem> complaint(PeriodAdvice advice) {
		Optional<Point> now = advice.curve().stream().filter(p -> p.period().compareTo(advice.period()) >= 0).findFirst();
		return now.filter(p -> p.pausePermille() > MOSTLY).map(p -> Problem.warning("period-too-short",
				"The application stands still for about %s of its time.".formatted(PeriodAdvice.percent(p.pausePermille())),
				advice.reason(), "Let it choose: protect again with --period auto, or with a longer one."));
	}

	private record Target(Duration period, Binding binding) {
	}

	private static Target target(PeriodPolicy policy, CostModel model) {
		Map<Binding, Double> needs = needs(policy.budget(), model);
		needs.put(Binding.SHORTEST, CostModel.seconds(policy.shortest()));
		Map.Entry<Binding, Double> most = needs.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
		double longest = CostModel.seconds(policy.longest());
		if (most.getValue() > longest) {
			return new Target(policy.longest(), Binding.LONGEST);
		}
		double wanted = Math.min(longest, relaxed(policy.budget(), model));
		return wanted > most.getValue() ? new Target(CostModel.duration(wanted), Binding.RPO)
				: new Target(CostModel.duration(most.getValue()), most.getKey());
	}

	/** The shortest period, in seconds, that each part of the budget allows. */
	private static Map<Binding, Double> needs(Budget budget, CostModel model) {
		Map<Binding, Double> needs = new EnumMap<>(Binding.class);
		if (budget.pausePercent() > 0) {
			needs.put(Binding.PAUSE, model.pause().secondsFor(budget.pausePercent() / 100.0));
		}
		if (budget.cpuPercent() > 0) {
			needs.put(Binding.CPU, model.cpu().secondsFor(budget.cpuPercent() / 100.0));
		}
		if (budget.bandwidth().count() > 0) {
			needs.put(Binding.BANDWIDTH, model.sent().secondsFor(budget.bandwidth().count()));
		}
		needs.put(Binding.PIPELINE, model.lag().secondsFor(1));
		return needs;
	}

	/** The longest period, in seconds, that meets the wanted data at risk; 0 when none is wanted. */
	private static double relaxed(Budget budget, CostModel model) {
		double wanted = CostModel.seconds(budget.rpo());
		return Math.max(0, (wanted - model.lag().at0()) / (1 + model.lag().slope()));
	}

	private static Duration within(PeriodPolicy policy, Duration period) {
		return period.compareTo(policy.shortest()) < 0 ? policy.shortest() : period.compareTo(policy.longest()) > 0 ? policy.longest() : period;
	}

	private static Duration approach(Duration now, Duration target) {
		double ratio = CostModel.seconds(target) / CostModel.seconds(now);
		if (Math.abs(ratio - 1) < INDIFFERENT) {
			return now;
		}
		return ratio > STEP ? target : CostModel.duration(CostModel.seconds(now) * STEP);
	}

	private static String sentence(Target target, PeriodPolicy policy, CostModel model) {
		Point point = model.at(target.period());
		Budget budget = policy.budget();
		String why = switch (target.binding()) {
			case PAUSE -> "the shortest at which it stands still for no more than %d %% of its time".formatted(budget.pausePercent());
			case CPU -> "the shortest that takes no more than %d %% of a processor".formatted(budget.cpuPercent());
			case BANDWIDTH -> "the shortest that sends no more than %s a second".formatted(budget.bandwidth());
			case PIPELINE -> "the shortest in which an epoch is committed before the next one is captured";
			case SHORTEST -> "the shortest allowed; the budget is not used up";
			case RPO -> "long enough: the data at risk stay below %s".formatted(text(budget.rpo()));
			case LONGEST -> "the longest allowed, although the budget asks for a longer one";
			case FIXED, LEARNING -> "unchanged";
		};
		return "%s: %s. Data at risk up to %s, pause %s, %s/s, processor %s.%s".formatted(text(target.period()), why, text(point.rpo()),
				PeriodAdvice.percent(point.pausePermille()), point.bytesPerSecond(), PeriodAdvice.percent(point.cpuPermille()),
				missed(target, budget, point));
	}

	private static String missed(Target target, Budget budget, Point point) {
		boolean missed = !budget.rpo().isZero() && target.binding() != Binding.RPO && point.rpo().compareTo(budget.rpo()) > 0;
		return missed ? " The wanted %s of data at risk cannot be met within the budget.".formatted(text(budget.rpo())) : "";
	}

	private static String text(Duration duration) {
		long millis = duration.toMillis();
		return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
	}
}
