// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.understudy.model.EpochRecord;
import org.understudy.model.EpochRecord.State;
import org.understudy.model.RunReport.Check;

/** What a rehearsal did to production: its pause and the age of its newest epoch during it, beside those before it. Pure. */
public final class ProductionImpact {

	private ProductionImpact() {
	}

	/**
	 * Two figures for the record; they do not fail, since a busy host has other reasons too.
	 *
	 * @param epochs newest first, of before and during
	 */
	public static List<Check> checks(List<EpochRecord> epochs, Instant from, Instant to) {
		List<EpochRecord> committed = epochs.stream().filter(e -> e.state() == State.COMMITTED).sorted(Comparator.comparing(EpochRecord::capturedAt)).toList();
		List<EpochRecord> before = committed.stream().filter(e -> e.capturedAt().isBefore(from)).toList();
		List<EpochRecord> during = committed.stream().filter(e -> !e.capturedAt().isBefore(from) && e.capturedAt().isBefore(to)).toList();
		return List.of(check("longest age of the newest epoch", oldest(before, List.of()), oldest(during, bounds(before, from, to))),
				check("longest pause for an epoch", pause(before), pause(during)));
	}

	private static Check check(String what, Duration before, Duration during) {
		return new Check("production", what, before.isZero() ? "not known" : Verdicts.span(before) + " before", Verdicts.span(during) + " during the rehearsal", true);
	}

	/** The rehearsal begins with an epoch that has an age already, and ends before the next one. */
	private static List<Instant> bounds(List<EpochRecord> before, Instant from, Instant to) {
		List<Instant> bounds = new ArrayList<>();
		bounds.add(before.isEmpty() ? from : before.getLast().capturedAt());
		bounds.add(to);
		return bounds;
	}

	private static Duration oldest(List<EpochRecord> epochs, List<Instant> bounds) {
		List<Instant> moments = new ArrayList<>(epochs.stream().map(EpochRecord::capturedAt).toList());
		moments.addAll(bounds);
		moments.sort(Comparator.naturalOrder());
		Duration longest = Duration.ZERO;
		for (int i = 1; i < moments.size(); i++) {
			Duration gap = Duration.between(moments.get(i - 1), moments.get(i));
			longest = gap.compareTo(longest) > 0 ? gap : longest;
		}
		return longest;
	}

	private static Duration pause(List<EpochRecord> epochs) {
		return epochs.stream().map(e -> e.anatomy().pause()).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
	}
}
