// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.replication;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Breaks off what makes no progress; how long it takes in all does not matter. */
final class Overdue implements AutoCloseable {

	/** A secondary that moves not a byte for so long is treated as gone. It is silent while it makes a large epoch durable. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final LongSupplier progress;
	private final Runnable breakOff;
	private volatile boolean over;

	Overdue(LongSupplier progress, Runnable breakOff) {
		this.progress = progress;
		this.breakOff = breakOff;
		watch(progress.getAsLong());
	}

	private void watch(long before) {
		CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
			if (over) {
				return;
			}
			long now = progress.getAsLong();
			if (now == before) {
				breakOff.run();
			} else {
				watch(now);
			}
		});
	}

	@Override
	public void close() {
		over = true;
	}
}
