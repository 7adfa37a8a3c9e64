// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.understudy.linux.proc.ProcessSampler.Depth;

/**
 * Looks at trees of processes again and again, and remembers: a process none of whose threads has run since is not read again. What others
 * can do to such a process (adopting children whose parent died, removing a file that it holds) is found by looking at all of them when a
 * process went, and at each of them in turn. Not thread-safe.
 */
final class TreeWalk {

	/** A process that ran no longer than this (nanoseconds) did little: its counts tell whether there is more to read. */
	private static final long LITTLE = 2_000_000;
	/** Every so many rounds the descriptors of a process are looked at that did little; all of one that ran at all, and those of an idle one. */
	private static final int TURN = 8;
	private static final int LONG_TURN = 32;

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
	record Known(ProcessSample sample, long ran) {
	}

	private Map<Long, Known> known = Map.of();
	private long round;

	/**
	 * The processes and, unless they are all that is asked for, their descendants; parents before children, in the order of the roots.
	 */
	List<ProcessSample> look(ProcReader reader, Kernel kernel, Roots roots, Hints hints) {
		round++;
		return new Round(reader, kernel, roots, hints).run(roots.pids());
	}

	/** One look. */
	private final class Round {

		private final ProcReader reader;
		private final ThreadSampler threads;
		private final ProcessSampler sampler;
		private final Crowd crowd;
		private final Map<Long, Known> found = new LinkedHashMap<>();
		private final Map<Long, ProcessSample> parents = new HashMap<>();
		/** Read in this round; the others are as they were. */
		private final Set<Long> fresh = new HashSet<>();
		private final boolean descend;
		private final Set<Long> thorough;
		private Map<Long, List<Long>> byParent = Map.of();

		Round(ProcReader reader, Kernel kernel, Roots roots, Hints hints) {
			this.reader = reader;
			this.descend = roots.descend();
			this.thorough = hints.thorough();
			this.threads = new ThreadSampler(reader, kernel);
			long first = roots.pids().isEmpty() ? 0 : roots.pids().getFirst();
			this.sampler = new ProcessSampler(reader, kernel, first, hints.locked()::contains);
			this.crowd = new Crowd(reader.root(), first, hints.locked()::contains);
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

		/** Level by level: all of one level can be read at the same time. */
		private void walk(Collection<Long> from) {
			List<Long> level = List.copyOf(from);
			while (!level.isEmpty()) {
				Map<Long, Known> read = crowd.read(level.stream().filter(p -> !known.containsKey(p)).toList(), parents);
				List<Long> next = new ArrayList<>();
				for (long pid : level) {
					if (!found.containsKey(pid)) {
						look(pid, read.get(pid)).ifPresent(seen -> {
							found.put(pid, seen);
							List<Long> children = descend ? byParent.getOrDefault(pid, seen.sample().children()) : List.of();
							children.forEach(child -> parents.put(child, seen.sample()));
							next.addAll(children);
						});
					}
				}
				level = next;
			}
		}

		/** @param early what was read of it already, null for none; what happened since then shows the next time */
		private Optional<Known> look(long pid, Known early) {
			if (early != null) {
				fresh.add(pid);
				return Optional.of(related(early.sample(), early.ran()));
			}
			// before reading: what happens while it is read shows the next time
			long ran = reader.processorTime(pid);
			Known before = known.get(pid);
			if (before == null) {
				fresh.add(pid);
				return sampler.sample(pid, parents.get(pid)).map(s -> related(s, ran));
			}
			boolean idle = ran != ProcReader.GONE && ran == before.ran();
			boolean changed = thorough.contains(pid);
			boolean longTurn = (round + pid) % LONG_TURN == 0;
			if (idle && !changed && !longTurn) {
				return Optional.of(before);
			}
			fresh.add(pid);
			// what it did not do itself is to its files, which its descriptors' links show
			boolean little = ran != ProcReader.GONE && ran - before.ran() < LITTLE && (round + pid) % TURN != 0;
			Depth depth = changed || longTurn && !idle ? Depth.WHOLE : little && !idle ? Depth.COUNTS : Depth.LINKS;
			return sampler.sample(before.sample(), depth).map(s -> s.equals(before.sample()) ? before.sample() : s).map(s -> related(s, ran));
		}

		private Known related(ProcessSample sample, long ran) {
			Known parent = found.get(sample.stat().parent());
			if (parent == null) {
				return new Known(sample, ran);
			}
			List<ProcessSample.Sharing> shares = threads.shares(parent.sample(), sample);
			return new Known(shares.equals(sample.shares()) ? sample : sample.sharing(shares), ran);
		}

		/** Who is an orphan does not know it. */
		private void again(long pid, Known orphan) {
			if (known.containsKey(orphan.sample().stat().parent()) && !found.containsKey(orphan.sample().stat().parent())) {
				fresh.add(pid);
				sampler.sample(orphan.sample(), Depth.LINKS).ifPresent(s -> found.put(pid, new Known(s, orphan.ran())));
			}
		}

		/** A process went: its children have another parent now, perhaps one that has not run since. */
		private void adoptOrphans() {
			for (Map.Entry<Long, Known> entry : List.copyOf(found.entrySet())) {
				if (!fresh.contains(entry.getKey())) {
					again(entry.getKey(), entry.getValue());
				}
			}
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
