// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/**
 * How much of what an application uses goes with it: counts of resources per verdict.
 */
public record Coverage(int captured, int copied, int required, int external, int blocked) {

	public static final Coverage NONE = new Coverage(0, 0, 0, 0, 0);

	public int total() {
		return captured + copied + required + external + blocked;
	}

	/** Share of resources that are not blocked, 0 to 100; 100 for an empty graph. */
	public int percent() {
		return total() == 0 ? 100 : (int) Math.floor(100.0 * (total() - blocked) / total());
	}
}
