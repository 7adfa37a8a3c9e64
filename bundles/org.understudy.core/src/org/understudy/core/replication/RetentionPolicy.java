// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replication;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.understudy.model.Epoch;
import org.understudy.model.Retention;
import org.understudy.model.Retention.Rung;

/**
 * Which epochs stay. Of each stretch of time the <em>oldest</em> epoch is kept: once chosen it stays chosen, so that deciding again
 * with every new epoch keeps just what deciding once over the whole history would.
 */
public final class RetentionPolicy {

	private RetentionPolicy() {
	}

	/** An epoch and when it was captured. */
	public record Candidate(Epoch epoch, Instant at) {
	}

	/**
	 * The epochs to keep.
	 *
	 * @param newestFirst all there are
	 * @param committed   is kept whatever its age: with it the application can be continued on every node that has it
	 */
	public static Set<Epoch> keep(List<Candidate> newestFirst, Retention retention, Epoch committed) {
		Set<Epoch> kept = new HashSet<>();
		if (newestFirst.isEmpty()) {
			return kept;
		}
		Instant now = newestFirst.getFirst().at();
		Set<Candidate> chosen = new HashSet<>(newestFirst.subList(0, Math.min(retention.last(), newestFirst.size())));
		retention.ladder().forEach(rung -> climb(newestFirst, rung, now, chosen));
		chosen.stream().filter(c -> isYoung(c, now, retention.age())).forEach(c -> kept.add(c.epoch()));
		newestFirst.stream().map(Candidate::epoch).filter(committed::equals).forEach(kept::add);
		kept.add(newestFirst.getFirst().epoch());
		return kept;
	}

	private static boolean isYoung(Candidate candidate, Instant now, Duration limit) {
		return limit.isZero() || Duration.between(candidate.at(), now).compareTo(limit) <= 0;
	}

	/** A stretch leaves as a whole: were its oldest to leave first, the next one would be wanted, which went long ago. */
	private static void climb(List<Candidate> newestFirst, Rung rung, Instant now, Set<Candidate> chosen) {
		Set<Long> taken = new HashSet<>();
		long first = stretch(now, rung) - rung.within().dividedBy(rung.every());
		for (Candidate candidate : newestFirst.reversed()) {
			long stretch = stretch(candidate.at(), rung);
			if (stretch >= first && taken.add(stretch)) {
				chosen.add(candidate);
			}
		}
	}

	private static long stretch(Instant at, Rung rung) {
		return Math.floorDiv(at.toEpochMilli(), rung.every().toMillis());
	}
}
