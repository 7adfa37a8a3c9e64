// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.scenarios;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks two hundred times a second which nodes' capsules may execute instructions: processes in the cgroup, and not frozen. More than
 * one at an instant breaks invariant 1, whatever the agents say.
 */
final class Referee implements AutoCloseable {

	private static final long PERIOD = 5_000_000;

	private final List<Path> groups;
	private final List<String> fouls = new ArrayList<>();
	private final Thread thread;
	private volatile boolean over;
	private volatile long looks;

	Referee(List<Path> groups) {
		this.groups = groups;
		this.thread = Thread.ofPlatform().daemon().name("referee").start(this::watch);
	}

	private void watch() {
		while (!over) {
			look();
			looks++;
			LockSupport.parkNanos(PERIOD);
		}
	}

	/** Each pair is looked at in the order a, b, a: what runs before and after b runs with b. */
	private void look() {
		for (Path a : groups) {
			for (Path b : groups) {
				if (a != b && runs(a) && runs(b) && runs(a)) {
					synchronized (fouls) {
						fouls.add("%s and %s run at the same time (%d)".formatted(a.getParent().getFileName(), b.getParent().getFileName(), System.nanoTime()));
					}
				}
			}
		}
	}

	private static boolean runs(Path group) {
		String events = Shell.text(group.resolve("cgroup.events"));
		return events.contains("populated 1") && events.contains("frozen 0") && !Shell.text(group.resolve("cgroup.procs")).isBlank();
	}

	/** Which nodes' capsules run now. */
	List<String> running() {
		return groups.stream().filter(Referee::runs).map(g -> g.getParent().getFileName().toString().replace("understudy-", "")).toList();
	}

	List<String> fouls() {
		synchronized (fouls) {
			return List.copyOf(fouls);
		}
	}

	long looks() {
		return looks;
	}

	@Override
	public void close() {
		over = true;
		try {
			thread.join(2000);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
