// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import org.understudy.ui.model.DesktopState;

/**
 * Holds the window's state and tells its views, at most four times a second. Updates may come from any thread; views are told in the
 * thread of the {@link Later}.
 */
public final class StateStore {

	static final Duration PERIOD = Duration.ofMillis(250);

	/** Runs something after a while in the user interface's thread. */
	@FunctionalInterface
	public interface Later {
		void run(Duration delay, Runnable what);
	}

	private final AtomicReference<DesktopState> state = new AtomicReference<>(DesktopState.START);
	private final List<Consumer<DesktopState>> listeners = new CopyOnWriteArrayList<>();
	private final AtomicBoolean pending = new AtomicBoolean();
	private final Later later;
	private final LongSupplier nanoTime;
	private volatile long told;

	public StateStore(Later later, LongSupplier nanoTime) {
		this.later = later;
		this.nanoTime = nanoTime;
		this.told = nanoTime.getAsLong() - PERIOD.toNanos();
	}

	public DesktopState get() {
		return state.get();
	}

	public long now() {
		return nanoTime.getAsLong();
	}

	public void update(UnaryOperator<DesktopState> change) {
		DesktopState before = state.getAndUpdate(change);
		if (before != state.get() && pending.compareAndSet(false, true)) {
			later.run(Duration.ofNanos(Math.max(0, told + PERIOD.toNanos() - now())), this::tell);
		}
	}

	private void tell() {
		pending.set(false);
		told = now();
		listeners.forEach(listener -> listener.accept(get()));
	}

	/** Tells the state at once and then after each change; in the user interface's thread. */
	public void subscribe(Consumer<DesktopState> listener) {
		listeners.add(listener);
		listener.accept(get());
	}

	public void unsubscribe(Consumer<DesktopState> listener) {
		listeners.remove(listener);
	}
}
