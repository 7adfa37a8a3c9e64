// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** The number of a checkpoint; increasing per application, 1 is the first; 0 means none yet. */
public record Epoch(long number) implements Comparable<Epoch> {

	public static final Epoch NONE = new Epoch(0);

	public Epoch {
		if (number < 0) {
			throw new IllegalArgumentException("negative epoch: " + number);
		}
	}

	public Epoch next() {
		return new Epoch(number + 1);
	}

	public boolean isNone() {
		return number == 0;
	}

	@Override
	public int compareTo(Epoch other) {
		return Long.compare(number, other.number);
	}

	@Override
	public String toString() {
		return Long.toString(number);
	}
}
