// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.EpochRecord.Anatomy;
import org.understudy.model.PeriodAdvice;
import org.understudy.model.PeriodAdvice.Binding;
import org.understudy.model.PeriodPolicy;
import org.understudy.model.PeriodPolicy.Budget;
import org.understudy.model.Term;

/** The controller against a simulated application whose costs are those measured with the real one, noise included. */
class PeriodControllerTest {

	/** An application: MB of memory, MB/s of new pages until all of its working set is new, ms of files per second. */
	private static final class Simulation {

		final Random random = new Random(11);
		final Deque<EpochRecord> records = new ArrayDeque<>();
		double memory = 64;
		double writes = 5;
		double workingSet = 40;
		double files = 10;
		PeriodPolicy policy;
		Duration period = Duration.ofSeconds(1);
		PeriodAdvice advice;
		Instant now = Instant.parse("2026-11-24T00:00:00Z");
		double stood;
		double worked;
		double sent;
		double passed;

		Simulation(PeriodPolicy policy) {
			this.policy = policy;
		}

		void run(int epochs) {
			stood = worked = sent = passed = 0;
			for (int i = 0; i < epochs; i++) {
				epoch();
				advice = PeriodController.advise(policy, period, List.copyOf(records));
				period = advice.period();
			}
		}

		private void epoch() {
			double seconds = period.toNanos() / 1e9;
			double noise = 0.85 + 0.3 * random.nextDouble();
			double fileSeconds = files * seconds / 1000 * noise;
			double pause = (0.025 + 0.0007 * memory) * noise + fileSeconds;
			double cut = memory / 2000 * noise;
			double fresh = (0.2 + workingSet * (1 - Math.exp(-writes * seconds / workingSet))) * noise;
			double ship = fresh / 100;
			now = now.plusNanos(Math.round(seconds * 1e9));
			Anatomy anatomy = new Anatomy(time(pause), Duration.ofMillis(1), time(pause - fileSeconds), time(fileSeconds), time(cut), time(ship),
					Duration.ofMillis(8));
			records.addFirst(new EpochRecord(new Epoch(records.size() + 1), new Term(1), now, EpochRecord.State.COMMITTED, anatomy,
					new Bytes((long) (memory * (1 << 20))), Bytes.ZERO, new Bytes((long) (fresh * (1 << 20))), ""));
			while (records.size() > 24) {
				records.removeLast();
			}
			stood += pause;
			worked += pause + cut;
			sent += fresh * (1 << 20);
			passed += seconds;
		}

		private static Duration time(double seconds) {
			return Duration.ofNanos(Math.round(Math.max(0, seconds) * 1e9));
		}
	}

	private static PeriodPolicy automatic(Budget budget) {
		return new PeriodPolicy(true, Duration.ofMillis(200), Duration.ofMinutes(1), budget);
	}

	@Test
	void thePauseBudgetIsKeptAndUsed() {
		Simulation world = new Simulation(automatic(new Budget(10, 0, Bytes.ZERO, Duration.ZERO)));
		world.run(40);
		world.run(100);
		double share = world.stood / world.passed;
		assertTrue(share < 0.11 && share > 0.075, () -> "stood still for " + share + " of its time; " + world.advice);
		assertEquals(Binding.PAUSE, world.advice.binding());
	}

	@Test
	void itFollowsWhenTheApplicationGrowsAndShrinks() {
		Simulation world = new Simulation(automatic(new Budget(10, 0, Bytes.ZERO, Duration.ZERO)));
		world.run(60);
		Duration small = world.period;
		world.memory = 1024;
		world.run(30);
		Duration large = world.period;
		assertTrue(large.compareTo(small.multipliedBy(4)) > 0, () -> small + " then " + large);
		world.run(40);
		assertTrue(world.stood / world.passed < 0.11, () -> "share " + world.stood / world.passed);
		world.memory = 64;
		world.run(60);
		assertTrue(world.period.compareTo(small.multipliedBy(2)) < 0, () -> "back to " + world.period);
	}

	@Test
	void itDoesNotSwing() {
		Simulation world = new Simulation(automatic(new Budget(10, 0, Bytes.ZERO, Duration.ZERO)));
		world.run(60);
		int turns = 0;
		for (int i = 0; i < 100; i++) {
			Duration before = world.period;
			world.run(1);
			turns += before.equals(world.period) ? 0 : 1;
		}
		int seen = turns;
		assertTrue(seen < 20, () -> seen + " changes in 100 epochs of one and the same load");
	}

	@Test
	void everyPartOfTheBudgetCanBind() {
		Simulation network = new Simulation(automatic(new Budget(50, 0, Bytes.of(2 << 20), Duration.ZERO)));
		network.run(150);
		network.run(60);
		assertEquals(Binding.BANDWIDTH, network.advice.binding());
		assertTrue(network.sent / network.passed < 2.4 * (1 << 20), () -> "sent a second: " + network.sent / network.passed);

		Simulation processor = new Simulation(automatic(new Budget(50, 5, Bytes.ZERO, Duration.ZERO)));
		processor.run(60);
		processor.run(60);
		assertEquals(Binding.CPU, processor.advice.binding());
		assertTrue(processor.worked / processor.passed < 0.06, () -> "of a processor: " + processor.worked / processor.passed);

		Simulation idle = new Simulation(automatic(new Budget(80, 0, Bytes.ZERO, Duration.ZERO)));
		idle.run(60);
		assertTrue(idle.advice.binding() == Binding.SHORTEST || idle.advice.binding() == Binding.PIPELINE, idle.advice::toString);

		Simulation stuck = new Simulation(new PeriodPolicy(true, Duration.ofMillis(200), Duration.ofMillis(400), new Budget(1, 0, Bytes.ZERO, Duration.ZERO)));
		stuck.run(60);
		assertEquals(Binding.LONGEST, stuck.advice.binding());
		assertEquals(Duration.ofMillis(400), stuck.period);
	}

	@Test
	void aWantedRpoThatIsMetMakesItNoShorter() {
		Simulation world = new Simulation(automatic(new Budget(10, 25, Bytes.ZERO, Duration.ofSeconds(5))));
		world.run(60);
		assertEquals(Binding.RPO, world.advice.binding());
		assertTrue(world.period.compareTo(Duration.ofSeconds(4)) > 0 && world.period.compareTo(Duration.ofSeconds(5)) < 0, world.period::toString);
		assertTrue(world.advice.reason().contains("data at risk stay below 5.0 s"), world.advice::reason);
	}

	@Test
	void aWantedRpoThatTheBudgetForbidsIsSaid() {
		Simulation world = new Simulation(automatic(new Budget(2, 0, Bytes.ZERO, Duration.ofMillis(500))));
		world.run(60);
		assertEquals(Binding.PAUSE, world.advice.binding());
		assertTrue(world.advice.reason().contains("500 ms of data at risk cannot be met"), world.advice::reason);
	}

	@Test
	void aFixedPeriodStaysAndTheCurveIsThere() {
		Simulation world = new Simulation(PeriodPolicy.FIXED);
		world.run(20);
		assertEquals(Duration.ofSeconds(1), world.period);
		assertEquals(Binding.FIXED, world.advice.binding());
		List<PeriodAdvice.Point> curve = world.advice.curve();
		assertEquals(Duration.ofMillis(200), curve.getFirst().period());
		assertEquals(Duration.ofMinutes(1), curve.getLast().period());
		for (int i = 1; i < curve.size(); i++) {
			assertTrue(curve.get(i).rpo().compareTo(curve.get(i - 1).rpo()) > 0, "a longer period risks more");
			assertTrue(curve.get(i).pausePermille() <= curve.get(i - 1).pausePermille(), "and stands still less");
		}
	}

	@Test
	void tooFewEpochsTellNothing() {
		Simulation world = new Simulation(PeriodPolicy.AUTOMATIC);
		world.run(2);
		assertEquals(Binding.LEARNING, world.advice.binding());
		assertEquals(Duration.ofSeconds(1), world.period);
		assertEquals(List.of(), world.advice.curve());
	}

	@Test
	void theShareThatALineAllows() {
		assertEquals(1.0, new Line(0.1, 0).secondsFor(0.1), 1e-9);
		assertEquals(2.0, new Line(0.1, 0.05).secondsFor(0.1), 1e-9);
		assertEquals(Double.POSITIVE_INFINITY, new Line(0.1, 0.2).secondsFor(0.1));
		Line.Fit fit = new Line.Fit();
		for (int i = 1; i <= 5; i++) {
			fit.add(1, i, 3 + 2 * i);
		}
		assertEquals(3, fit.line(0.5, 1).at0(), 1e-9);
		assertEquals(2, fit.line(0.5, 1).slope(), 1e-9);
	}
}
