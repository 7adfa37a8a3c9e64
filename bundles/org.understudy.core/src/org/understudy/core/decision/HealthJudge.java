// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.understudy.core.port.LifeSigns.Signs;
import org.understudy.model.DetectionPolicy;
import org.understudy.model.Fault;
import org.understudy.model.FaultClass;
import org.understudy.model.NodeName;

/**
 * Judges a row of health checks. Immutable: each result gives the next judge. Times are nanoseconds of one monotonic clock.
 *
 * @param policy  thresholds
 * @param served  whether it ever served since it was started
 * @param failed  checks that failed in a row
 * @param since   when the first of them failed; when it was started, before it ever served
 * @param cpu     CPU time at that moment
 * @param problem what the last failed check said
 */
public record HealthJudge(DetectionPolicy policy, boolean served, int failed, long since, Duration cpu, String problem) {

	/** An application may take so long until it first serves. */
	static final Duration START = Duration.ofSeconds(30);
	/** Housekeeping of a hung process: below this it makes no progress. */
	private static final double IDLE = 0.002;

	public static HealthJudge started(DetectionPolicy policy, long now) {
		return new HealthJudge(policy, false, 0, now, Duration.ZERO, "");
	}

	public HealthJudge passed(long now) {
		return new HealthJudge(policy, true, 0, now, Duration.ZERO, "");
	}

	/** @param signs read right after the check */
	public HealthJudge failed(String why, Signs signs, long now) {
		boolean first = failed == 0;
		return new HealthJudge(policy, served, failed + 1, first && served ? now : since, first ? signs.cpu() : cpu, why);
	}

	/** The fault that the row amounts to; empty while it amounts to none. */
	public Optional<Fault> fault(Signs signs, long now, NodeName where, Instant at) {
		if (failed < policy.failures() || !served && now - since < START.toNanos()) {
			return Optional.empty();
		}
		Duration span = Duration.ofNanos(now - since);
		Duration worked = signs.cpu().minus(cpu);
		String evidence = "%d checks failed in a row since %s: %s; CPU time used meanwhile: %d ms".formatted(failed, TakeoverRules.inWords(span), problem,
				worked.toMillis());
		if (signs.stopped()) {
			return Optional.of(new Fault(FaultClass.PEOPLE, "stuck", "its first process was stopped by a signal, by hand perhaps", evidence, where, at));
		}
		boolean still = !signs.cpu().isNegative() && worked.toNanos() < span.toNanos() * IDLE;
		if (served && still && span.compareTo(policy.stuckAfter()) >= 0) {
			return Optional.of(new Fault(FaultClass.APPLICATION, "stuck", "it hangs: it does not answer and uses no CPU time", evidence, where, at));
		}
		return Optional.of(new Fault(FaultClass.APPLICATION, "health-check", "it does not serve: " + problem, evidence, where, at));
	}
}
