// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** Where a run stands. {@code INTERRUPTED}: its node died or it was cancelled; {@code UNKNOWN}: its outcome could not be learnt. */
public enum RunState {
	RUNNING, SUCCEEDED, FAILED, CANCELLED, INTERRUPTED, UNKNOWN;

	public boolean isOver() {
		return this != RUNNING;
	}
}
