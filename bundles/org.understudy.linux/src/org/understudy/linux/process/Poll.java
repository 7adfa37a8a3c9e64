// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for something of the kernel's that has no event to wait for. */
public final class Poll {

	private static final long PERIOD_NANOS = 1_000_000;

	private Poll() {
	}

	/**
	 * Asks every millisecond.
	 *
	 * @return whether the condition became true; false after the timeout or when the thread is interrupted
	 */
	public static boolean until(BooleanSupplier condition, Duration timeout) {
		long start = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - start > timeout.toNanos() || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(PERIOD_NANOS);
		}
		return true;
	}
}
