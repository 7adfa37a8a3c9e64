// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** The fencing number of a primary: every receiver persists the highest it saw and refuses lower ones. 0 means none yet. */
public record Term(long number) implements Comparable<Term> {

	public static final Term NONE = new Term(0);

	public Term {
		if (number < 0) {
			throw new IllegalArgumentException("negative term: " + number);
		}
	}

	public Term next() {
		return new Term(number + 1);
	}

	@Override
	public int compareTo(Term other) {
		return Long.compare(number, other.number);
	}

	@Override
	public String toString() {
		return Long.toString(number);
	}
}
