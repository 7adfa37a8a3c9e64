// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

import org.understudy.linux.proc.TreeWalk.Known;

/**
 * Reads many new processes at the same time, by one thread for each processor: a reader belongs to a thread. Few are not worth it.
 */
final class Crowd {

	private static final int WORTH = 8;
	private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

	private final Path root;
	private final long first;
	private final LongPredicate locked;

	Crowd(Path root, long first, LongPredicate locked) {
		this.root = root;
		this.first = first;
		this.locked = locked;
	}

	/**
	 * Those of the processes that are there; none when they are few.
	 *
	 * @param parents of each its parent, as far as that is of the tree
	 */
	Map<Long, Known> read(List<Long> pids, Map<Long, ProcessSample> parents) {
		if (pids.size() < WORTH || THREADS < 2) {
			return Map.of();
		}
		List<Map<Long, Known>> shares = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			Map<Long, Known> share = new HashMap<>();
			List<Long> mine = pids.subList(pids.size() * i / THREADS, pids.size() * (i + 1) / THREADS);
			shares.add(share);
			threads.add(Thread.ofPlatform().daemon().name("inspect-" + i).start(() -> read(mine, parents, share)));
		}
		threads.forEach(Crowd::await);
		Map<Long, Known> all = new HashMap<>();
		shares.forEach(all::putAll);
		return all;
	}

	private void read(List<Long> pids, Map<Long, ProcessSample> parents, Map<Long, Known> into) {
		try (ProcReader reader = new ProcReader(root); Kernel kernel = new Kernel(reader.isReal())) {
			ProcessSampler sampler = new ProcessSampler(reader, kernel, first, locked);
			for (long pid : pids) {
				// before reading: what happens while it is read shows the next time
				long ran = reader.processorTime(pid);
				sampler.sample(pid, parents.get(pid)).ifPresent(s -> into.put(pid, new Known(s, ran)));
			}
		}
	}

	/** It ends by itself, soon: an interrupt waits for that. */
	private static void await(Thread thread) {
		boolean interrupted = false;
		while (thread.isAlive()) {
			try {
				thread.join();
			} catch (InterruptedException _) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}
}
