// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at trees of processes again and again, and remembers: a process none of whose threads has run since is not read again. What others
 * can do to such a process (adopting children whose parent died, removing a file that it holds) is found by looking at all of them when a
 * process went, and at each of them in turn. Not thread-safe.
 */
final class TreeWalk {

	/** A process that runs is read thoroughly every so many rounds; one that does not run is read at all every so many. */
	private static final int TURN = 4;
	private static final int IDLE_TURN = 32;

	/**
	 * What is known of the whole host.
	 *
	 * @param locked   inodes of files that are locked
	 * @param thorough processes of which something happened that is not their own doing
	 */
	record Hints(Set<Long> locked, Set<Long> thorough) {
	}

	/** @param descend whether their descendants belong to them */
	record Roots(List<Long> pids, boolean descend) {
	}

	/** @param ran nanoseconds, taken before it was read; {@link ProcReader#GONE} when that is not known */
	private record Known(ProcessSample sample, long ran) {
	}

	private Map<Long, Known> known = Map.of();
	private long round;

	/**
	 * The processes and, unless they are all that is asked for, their descendants; parents before children, in the order of the roots.
	 */
	List<ProcessSample> look(ProcReader reader, Kernel kernel, Roots roots, Hints hints) {
		round++;
		return new Round(reader, kernel, roots.descend(), hints).run(roots.pids());
	}

	/** One look. */
	private final class Round {

		private final ProcReader reader;
		private final ThreadSampler threads;
		private final ProcessSampler sampler;
		private final Map<Long, Known> found = new LinkedHashMap<>();
		/** Read in this round; the others are as they were. */
		private final Set<Long> fresh = new HashSet<>();
		private final boolean descend;
		private final Set<Long> thorough;
		private Map<Long, List<Long>> byParent = Map.of();

		Round(ProcReader reader, Kernel kernel, boolean descend, Hints hints) {
			this.reader = reader;
			this.descend = descend;
			this.thorough = hints.thorough();
			this.threads = new ThreadSampler(reader, kernel);
			this.sampler = new ProcessSampler(reader, threads, hints.locked()::contains);
		}

		List<ProcessSample> run(List<Long> first) {
			if (descend && !first.isEmpty() && reader.text(first.getFirst() + "/task/" + first.getFirst() + "/children").isEmpty()) {
				byParent = threads.byParent();
			}
			walk(first);
			if (descend && !found.keySet().containsAll(known.keySet())) {
				adoptOrphans();
			}
			known = found;
			return found.values().stream().map(Known::sample).toList();
		}

		private void walk(Collection<Long> from) {
			Deque<Long> open = new ArrayDeque<>(from);
			while (!open.isEmpty()) {
				long pid = open.poll();
				if (!found.containsKey(pid)) {
					look(pid).ifPresent(seen -> {
						found.put(pid, seen);
						open.addAll(descend ? byParent.getOrDefault(pid, seen.sample().children()) : List.of());
					});
				}
			}
		}

		private Optional<Known> look(long pid) {
			// before reading: what happens while it is read shows the next time
			long ran = reader.processorTime(pid);
			Known before = known.get(pid);
			if (before == null) {
				fresh.add(pid);
				return sampler.sample(pid).map(s -> related(s, ran));
			}
			boolean idle = ran != ProcReader.GONE && ran == before.ran();
			boolean changed = thorough.contains(pid);
			if (idle && !changed && (round + pid) % IDLE_TURN != 0) {
				return Optional.of(before);
			}
			fresh.add(pid);
			// what it did not do itself is to its files, which its descriptors' links show
			return sampler.sample(before.sample(), changed || !idle && (round + pid) % TURN == 0).map(s -> s.equals(before.sample()) ? before.sample() : s).map(s -> related(s, ran));
		}

		private Known related(ProcessSample sample, long ran) {
			Known parent = found.get(sample.stat().parent());
			if (parent == null) {
				return new Known(sample, ran);
			}
			List<ProcessSample.Sharing> shares = threads.shares(parent.sample(), sample);
			return new Known(shares.equals(sample.shares()) ? sample : sample.sharing(shares), ran);
		}

		/** A process went: its children have another parent now, perhaps one that has not run since. */
		private void adoptOrphans() {
			for (Map.Entry<Long, Known> entry : List.copyOf(found.entrySet())) {
				if (!fresh.contains(entry.getKey())) {
					sampler.adopted(entry.getValue().sample()).ifPresent(s -> {
						found.put(entry.getKey(), new Known(s, entry.getValue().ran()));
						walk(s.children());
					});
				}
			}
		}
	}
}
