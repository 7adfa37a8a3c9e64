// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.period;

/**
 * A quantity that grows with the time between two epochs, {@code at0 + slope * seconds}, neither part negative: what is there in any
 * epoch, and what the time between adds.
 */
record Line(double at0, double slope) {

	/** Measurements closer together than this part of their mean do not tell the two parts from one another. */
	private static final double SPREAD = 0.15;

	/** Sums over measurements, the newer ones counting more. */
	static final class Fit {

		private double weights;
		private double x;
		private double y;
		private double xx;
		private double xy;

		void add(double weight, double seconds, double quantity) {
			weights += weight;
			x += weight * seconds;
			y += weight * quantity;
			xx += weight * seconds * seconds;
			xy += weight * seconds * quantity;
		}

		boolean isEmpty() {
			return weights == 0;
		}

		/**
		 * Least squares.
		 *
		 * @param growing which part of the quantity grows, from 0 to 1, where the measurements do not tell
		 * @param most    which part of it may grow at most: noise in measurements of nearly the same time looks like growth
		 */
		Line line(double growing, double most) {
			if (isEmpty()) {
				return new Line(0, 0);
			}
			double meanX = x / weights;
			double meanY = y / weights;
			double variance = xx / weights - meanX * meanX;
			if (Math.sqrt(Math.max(0, variance)) < SPREAD * meanX) {
				return new Line(meanY * (1 - growing), meanY * growing / meanX);
			}
			double slope = Math.clamp((xy / weights - meanX * meanY) / variance, 0, most * meanY / meanX);
			return new Line(meanY - slope * meanX, slope);
		}
	}

	double at(double seconds) {
		return at0 + slope * seconds;
	}

	/** The shortest time at which this quantity is no more than a share of it, per second; infinite when there is none. */
	double secondsFor(double share) {
		if (share <= slope) {
			return at0 == 0 && slope == 0 ? 0 : Double.POSITIVE_INFINITY;
		}
		return at0 / (share - slope);
	}
}
