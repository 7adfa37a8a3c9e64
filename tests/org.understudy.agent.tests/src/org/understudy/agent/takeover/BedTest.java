// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.understudy.lease.LeaseVoter;
import org.understudy.model.ProblemException;

/**
 * Thousands of random schedules against the invariants. Replay one with {@code -Dunderstudy.seed=N -Dunderstudy.schedules=1}; more of
 * them with {@code releng/nightly/schedules}.
 */
class BedTest {

	private static final long SEED = Long.getLong("understudy.seed", 20_261_124);
	private static final int SCHEDULES = Integer.getInteger("understudy.schedules", 2000);
	private static final Duration WILD = Duration.ofSeconds(18);
	/** A campaign and a turn for each candidate. */
	private static final Duration CALM = Duration.ofSeconds(22);

	/** Full disks are part of the play; held, for loggers are kept weakly. */
	private static final Logger VOTER = Logger.getLogger(LeaseVoter.class.getName());

	@BeforeAll
	static void quiet() {
		VOTER.setLevel(Level.OFF);
	}

	@Test
	void theInvariantsHoldInEverySchedule() {
		AtomicLong takeovers = new AtomicLong();
		AtomicLong answers = new AtomicLong();
		LongStream.range(SEED, SEED + SCHEDULES).parallel().forEach(seed -> {
			Bed bed = bed(seed, Bed.Mutation.NONE);
			String broken = bed.run(WILD, CALM);
			assertEquals("", broken, () -> "seed " + seed + ": " + broken + "\n" + String.join("\n", bed.log));
			takeovers.addAndGet(bed.takeovers);
			answers.addAndGet(bed.answers);
		});
		System.out.printf("bed: %d schedules from seed %d, %d takeovers, %d answers to clients%n", SCHEDULES, SEED, takeovers.get(), answers.get());
		// Else the rules would be kept by doing nothing.
		assertTrue(SCHEDULES < 100 || takeovers.get() > SCHEDULES / 2, takeovers + " takeovers");
		assertTrue(SCHEDULES < 100 || answers.get() > SCHEDULES * 200L, answers + " answers");
	}

	@ParameterizedTest
	@EnumSource(value = Bed.Mutation.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void eachDeliberateMistakeIsFound(Bed.Mutation mutation) {
		boolean found = LongStream.range(SEED, SEED + 3000).anyMatch(seed -> {
			String broken = bed(seed, mutation).run(WILD, Duration.ZERO);
			return broken.startsWith("at ");
		});
		assertTrue(found, "the bed does not notice " + mutation);
	}

	/** Without JUnit, for a night: first seed and how many; ends with 1 at the first schedule that breaks an invariant. */
	public static void main(String[] arguments) {
		quiet();
		long first = Long.parseLong(arguments[0]);
		long count = Long.parseLong(arguments[1]);
		AtomicLong done = new AtomicLong();
		boolean broken = LongStream.range(first, first + count).parallel().anyMatch(seed -> {
			Bed bed = bed(seed, Bed.Mutation.NONE);
			String why = bed.run(WILD, CALM);
			if (!why.isEmpty()) {
				System.out.println("seed " + seed + ": " + why + "\n" + String.join("\n", bed.log));
			}
			if (done.incrementAndGet() % 5000 == 0) {
				System.out.println(done + " schedules");
			}
			return !why.isEmpty();
		});
		System.out.println(done + " schedules from seed " + first + (broken ? ": BROKEN" : ": all invariants hold"));
		System.exit(broken ? 1 : 0);
	}

	private static Bed bed(long seed, Bed.Mutation mutation) {
		try {
			return new Bed(seed, seed % 3 == 0 ? 5 : seed % 3 == 1 ? 4 : 3, mutation);
		} catch (ProblemException e) {
			throw new IllegalStateException(e);
		}
	}
}
