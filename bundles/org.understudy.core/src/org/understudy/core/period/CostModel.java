// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.period;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.understudy.model.Bytes;
import org.understudy.model.EpochRecord;
import org.understudy.model.EpochRecord.Anatomy;
import org.understudy.model.PeriodAdvice.Point;

/**
 * What epochs of an application cost at any period, learnt from those that were captured. Pure.
 *
 * @param samples how many it is learnt from
 * @param pause   seconds that the application stands still
 * @param cpu     seconds of one processor: pause and cutting, their time being the upper bound of what they compute
 * @param sent    bytes
 * @param lag     seconds from the freeze until it is committed
 */
record CostModel(int samples, Line pause, Line cpu, Line sent, Line lag) {

	/** An epoch counts this much less than the one after it. */
	private static final double FADING = 0.9;
	private static final double NANOS = 1e9;
	private static final int POINTS = 16;

	/**
	 * Learns from an application's newest epochs.
	 *
	 * @param newestFirst records; those that were not captured are left out
	 * @param longest     a gap of twice this is an interruption and no period
	 */
	static CostModel learn(List<EpochRecord> newestFirst, Duration longest) {
		List<EpochRecord> captured = newestFirst.stream().filter(r -> !r.anatomy().pause().isZero()).toList();
		Line.Fit pause = new Line.Fit();
		Line.Fit cpu = new Line.Fit();
		Line.Fit sent = new Line.Fit();
		Line.Fit lag = new Line.Fit();
		int samples = 0;
		double files = 0;
		double weight = 1;
		for (int i = 0; i + 1 < captured.size(); i++, weight *= FADING) {
			EpochRecord record = captured.get(i);
			double period = seconds(Duration.between(captured.get(i + 1).capturedAt(), record.capturedAt()));
			if (period <= 0 || period > 2 * seconds(longest)) {
				continue;
			}
			Anatomy anatomy = record.anatomy();
			pause.add(weight, period, seconds(anatomy.pause()));
			cpu.add(weight, period, seconds(anatomy.pause().plus(anatomy.cut())));
			files += seconds(anatomy.files()) / seconds(anatomy.pause());
			samples++;
			if (record.state() == EpochRecord.State.COMMITTED) {
				sent.add(weight, period, record.sent().count());
				lag.add(weight, period, seconds(anatomy.pause().plus(anatomy.cut()).plus(anatomy.ship()).plus(anatomy.commit())));
			}
		}
		// memory is read whole whatever the period; files are not
		double growing = samples == 0 ? 0 : Math.clamp(files / samples, 0, 1);
		return new CostModel(samples, pause.line(growing, growing), cpu.line(growing, growing), sent.line(0.5, 1), lag.line(0.5, 1));
	}

	static double seconds(Duration duration) {
		return duration.toNanos() / NANOS;
	}

	static Duration duration(double seconds) {
		return Duration.ofMillis(Math.round(Math.min(seconds, 1e9) * 1000));
	}

	Point at(Duration period) {
		double seconds = seconds(period);
		return new Point(period, duration(seconds + lag.at(seconds)), permille(pause.at(seconds) / seconds), permille(cpu.at(seconds) / seconds),
				Bytes.of(Math.round(sent.at(seconds) / seconds)));
	}

	/** From the shortest to the longest, in equal ratios. */
	List<Point> curve(Duration shortest, Duration longest) {
		double ratio = seconds(longest) / seconds(shortest);
		List<Point> points = new ArrayList<>();
		for (int i = 0; i < POINTS; i++) {
			points.add(at(duration(seconds(shortest) * Math.pow(ratio, i / (POINTS - 1.0)))));
		}
		return points;
	}

	private static int permille(double share) {
		return (int) Math.round(share * 1000);
	}
}
