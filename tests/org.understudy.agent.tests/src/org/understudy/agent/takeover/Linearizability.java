// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Whether a history of overlapping operations could have happened one after the other in an order that is true to real time and to a
 * sequential specification. Wing and Gong's search with the memory of Lowe ("Testing for linearizability", 2017).
 */
final class Linearizability {

	private Linearizability() {
	}

	/** One operation, in flight from {@code called} to {@code returned}; equal for one that takes no time. */
	record Operation<A>(A what, long called, long returned) {
	}

	private record Seen(BitSet done, Object state) {
	}

	/** @param step the state after an operation; empty where the specification does not allow it */
	static <S, A> boolean check(List<Operation<A>> history, S start, BiFunction<S, A, Optional<S>> step) {
		List<Operation<A>> sorted = new ArrayList<>(history);
		sorted.sort(Comparator.comparingLong(Operation::called));
		Set<Seen> seen = new HashSet<>();
		List<Frame<S>> stack = new ArrayList<>();
		stack.add(new Frame<>(new BitSet(), start));
		while (!stack.isEmpty()) {
			Frame<S> frame = stack.removeLast();
			if (frame.done.cardinality() == sorted.size()) {
				return true;
			}
			for (int next : candidates(sorted, frame.done)) {
				BitSet done = (BitSet) frame.done.clone();
				done.set(next);
				step.apply(frame.state, sorted.get(next).what()).filter(s -> seen.add(new Seen(done, s)))
						.ifPresent(s -> stack.add(new Frame<>(done, s)));
			}
		}
		return false;
	}

	private record Frame<S>(BitSet done, S state) {
	}

	/** Those that may come next: none of the others had returned before they were called. */
	private static <A> List<Integer> candidates(List<Operation<A>> sorted, BitSet done) {
		long firstReturn = Long.MAX_VALUE;
		for (int i = done.nextClearBit(0); i < sorted.size() && sorted.get(i).called() <= firstReturn; i = done.nextClearBit(i + 1)) {
			firstReturn = Math.min(firstReturn, sorted.get(i).returned());
		}
		List<Integer> found = new ArrayList<>();
		for (int i = done.nextClearBit(0); i < sorted.size() && sorted.get(i).called() <= firstReturn; i = done.nextClearBit(i + 1)) {
			found.add(i);
		}
		return found;
	}
}
