// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the processes of a tree. */
final class TreeWalk {

	private final ProcReader reader;

	TreeWalk(ProcReader reader) {
		this.reader = reader;
	}

	/** The root and all its descendants, parents before children. */
	Set<Long> pids(long root) {
		Map<Long, List<Long>> byParent = reader.text(root + "/task/" + root + "/children").isPresent() ? null : byParent();
		Set<Long> found = new LinkedHashSet<>();
		Deque<Long> open = new ArrayDeque<>(List.of(root));
		while (!open.isEmpty()) {
			long pid = open.poll();
			if (found.add(pid)) {
				open.addAll(byParent == null ? children(pid) : byParent.getOrDefault(pid, List.of()));
			}
		}
		return found;
	}

	/** Children hang on the thread that forked them. */
	private List<Long> children(long pid) {
		List<Long> found = new ArrayList<>();
		for (long thread : reader.numbers(pid + "/task").orElse(new long[0])) {
			for (String child : reader.text(pid + "/task/" + thread + "/children").orElse("").strip().split(" ")) {
				if (!child.isEmpty()) {
					found.add(Numbers.decimal(child));
				}
			}
		}
		return found;
	}

	/** For kernels without CONFIG_PROC_CHILDREN. */
	private Map<Long, List<Long>> byParent() {
		Map<Long, List<Long>> found = new HashMap<>();
		for (long pid : reader.numbers(".").orElse(new long[0])) {
			reader.text(pid + "/stat").flatMap(StatParser::parse)
					.ifPresent(s -> found.computeIfAbsent(s.parent(), _ -> new ArrayList<>()).add(pid));
		}
		return found;
	}
}
