// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.understudy.core.replication.RetentionPolicy.Candidate;
import org.understudy.model.Epoch;
import org.understudy.model.Retention;
import org.understudy.model.Retention.Rung;

class RetentionPolicyTest {

	private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

	private static Candidate at(long number, long second) {
		return new Candidate(new Epoch(number), START.plusSeconds(second));
	}

	/** Newest first, at these seconds, numbered from one. */
	private static List<Candidate> history(long... seconds) {
		List<Candidate> all = new ArrayList<>();
		for (int i = 0; i < seconds.length; i++) {
			all.addFirst(at(i + 1, seconds[i]));
		}
		return all;
	}

	private static List<Long> keep(List<Candidate> history, String retention) {
		return RetentionPolicy.keep(history, Retention.parse(retention), Epoch.NONE).stream().map(Epoch::number).sorted().toList();
	}

	@Test
	void keepsTheLast() {
		assertEquals(List.of(3L, 4L), keep(history(0, 1, 2, 3), "2"));
		assertEquals(List.of(1L), keep(history(0), "5"));
		assertEquals(List.of(), keep(List.of(), "5"));
	}

	@Test
	void keepsTheOldestOfEachMinute() {
		assertEquals(List.of(1L, 3L, 5L), keep(history(0, 30, 60, 90, 120), "1,1m/1h"));
		assertEquals(List.of(3L, 5L), keep(history(0, 30, 60, 90, 180), "1,1m/2m"), "the first minute is too far back");
	}

	@Test
	void keepsNoneThatIsTooOld() {
		assertEquals(List.of(2L, 3L), keep(history(0, 50, 100), "9,1m/1h,max=1m"));
		assertEquals(List.of(3L), keep(history(0, 50, 200), "9,max=1m"), "but always the newest");
	}

	@Test
	void keepsWhatIsCommitted() {
		assertEquals(Set.of(new Epoch(1), new Epoch(3)), RetentionPolicy.keep(history(0, 1, 2), Retention.last(1), new Epoch(1)));
		assertEquals(Set.of(new Epoch(3)), RetentionPolicy.keep(history(0, 1, 2), Retention.last(1), new Epoch(77)));
	}

	@Test
	void survivesAClockThatGoesBack() {
		assertEquals(List.of(2L, 3L), keep(history(1000, 10, 20), "2,1m/1h").stream().filter(n -> n > 1).toList());
	}

	/** Deciding with every new epoch keeps what deciding once over the whole history would, within bounds. */
	@Test
	void decidingStepByStepLosesNothing() {
		Random random = new Random(3);
		for (int round = 0; round < 300; round++) {
			Retention retention = random(random);
			List<Candidate> all = new ArrayList<>();
			List<Candidate> kept = new ArrayList<>();
			long second = random.nextInt(100_000);
			for (int number = 1; number <= 150; number++) {
				second += random.nextInt(10) == 0 ? random.nextInt(5000) : random.nextInt(5);
				Candidate next = at(number, second);
				all.addFirst(next);
				kept.addFirst(next);
				Set<Epoch> decided = RetentionPolicy.keep(kept, retention, Epoch.NONE);
				kept.removeIf(c -> !decided.contains(c.epoch()));
				Set<Epoch> atOnce = RetentionPolicy.keep(all, retention, Epoch.NONE);
				assertTrue(decided.containsAll(atOnce), () -> retention + " over " + all);
				// where the oldest of a stretch has grown too old, the next one stands for it if another rung has kept it
				assertTrue(!retention.age().isZero() || decided.equals(atOnce), () -> retention + " over " + all);
				assertTrue(decided.contains(next.epoch()));
				assertTrue(kept.size() <= bound(retention), () -> retention + " kept " + kept.size());
			}
			assertCovered(all, new HashSet<>(kept), retention);
		}
	}

	private static long bound(Retention retention) {
		return retention.last() + retention.ladder().stream().mapToLong(r -> r.within().dividedBy(r.every()) + 2).sum();
	}

	/** Of every stretch within a rung the oldest is kept, unless it is older than any may be. */
	private static void assertCovered(List<Candidate> all, Set<Candidate> kept, Retention retention) {
		Instant now = all.getFirst().at();
		for (Rung rung : retention.ladder()) {
			long first = stretch(now, rung) - rung.within().dividedBy(rung.every());
			Set<Long> seen = new HashSet<>();
			for (Candidate candidate : all.reversed()) {
				boolean young = retention.age().isZero() || Duration.between(candidate.at(), now).compareTo(retention.age()) <= 0;
				if (stretch(candidate.at(), rung) >= first && seen.add(stretch(candidate.at(), rung)) && young) {
					assertTrue(kept.contains(candidate), () -> candidate + " by " + rung);
				}
			}
		}
	}

	private static long stretch(Instant at, Rung rung) {
		return Math.floorDiv(at.toEpochMilli(), rung.every().toMillis());
	}

	private static Retention random(Random random) {
		List<Rung> ladder = new ArrayList<>();
		for (int i = random.nextInt(3); i > 0; i--) {
			Duration every = Duration.ofSeconds(1 + random.nextInt(200));
			ladder.add(new Rung(every, every.multipliedBy(1 + random.nextInt(30))));
		}
		return new Retention(1 + random.nextInt(12), random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(random.nextInt(4000)), ladder);
	}
}
