// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Kills a process and its children when it is not over by a deadline; closed before that, it does nothing. */
final class Watchdog implements AutoCloseable {

	private final CompletableFuture<Void> bite = new CompletableFuture<>();

	private Watchdog() {
	}

	static Watchdog over(Process process, Duration deadline) {
		Watchdog watchdog = new Watchdog();
		CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
			if (!watchdog.bite.isDone()) {
				Subprocess.kill(process);
			}
		});
		return watchdog;
	}

	@Override
	public void close() {
		bite.complete(null);
	}
}
