// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.understudy.ui.model.DesktopState;
import org.understudy.ui.model.LinkState;

class StateStoreTest {

	private long now;
	private final List<Duration> delays = new ArrayList<>();
	private final List<Runnable> waiting = new ArrayList<>();
	private final List<DesktopState> told = new ArrayList<>();
	private final StateStore store = new StateStore((delay, what) -> {
		delays.add(delay);
		waiting.add(what);
	}, () -> now);

	private void update(String target) {
		store.update(s -> s.with(new LinkState.Connecting(target)));
	}

	private void runWaiting() {
		List<Runnable> all = List.copyOf(waiting);
		waiting.clear();
		all.forEach(Runnable::run);
	}

	@Test
	void aNewViewIsToldTheStateAtOnce() {
		store.subscribe(told::add);
		assertEquals(List.of(DesktopState.START), told);
	}

	@Test
	void manyUpdatesInAMomentAreToldOnceWithTheLast() {
		store.subscribe(told::add);
		for (int i = 0; i < 100; i++) {
			update("node " + i);
		}
		runWaiting();
		assertEquals(2, told.size());
		assertEquals(new LinkState.Connecting("node 99"), told.getLast().link());
	}

	@Test
	void theNextOneWaitsForTheRestOfTheQuarterSecond() {
		update("a");
		runWaiting();
		now += Duration.ofMillis(100).toNanos();
		update("b");
		assertEquals(List.of(Duration.ZERO, Duration.ofMillis(150)), delays);
	}

	@Test
	void anUpdateThatChangesNothingIsNotTold() {
		store.update(s -> s);
		assertEquals(List.of(), delays);
	}

	@Test
	void aClosedViewIsNotToldAnyMore() {
		java.util.function.Consumer<DesktopState> view = told::add;
		store.subscribe(view);
		store.unsubscribe(view);
		update("a");
		runWaiting();
		assertEquals(1, told.size());
	}
}
