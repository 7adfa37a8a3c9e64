// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.understudy.linux.proc.ProcessSample.Sharing;
import org.understudy.linux.proc.ProcessSample.Threads;

/** Reads what threads have of their own, and what processes have in common: both are against the rule, and a checkpoint loses them. */
final class ThreadSampler {

	/** Of a thread; {@code mnt} and {@code net} can be left alone, the others only with all threads or not at all. */
	private static final List<String> NAMESPACES = List.of("net", "mnt", "uts", "ipc");

	private final ProcReader reader;
	private final Kernel kernel;

	ThreadSampler(ProcReader reader, Kernel kernel) {
		this.reader = reader;
		this.kernel = kernel;
	}

	/** @param namespaces the first thread's */
	Threads read(int process, long pid, Map<String, String> namespaces) {
		List<String> others = new ArrayList<>();
		Map<Long, Long> traced = new TreeMap<>();
		Map<Long, String> astray = new TreeMap<>();
		for (long thread : reader.numbers(process, "task").orElse(new long[0])) {
			Optional<ByteText> text = reader.readWhole(process, "task/" + thread + "/status");
			if (text.isEmpty()) {
				continue;
			}
			if (thread != pid) {
				others.add(thread + ":" + name(text.get()));
				long tracer = StatusParser.parse(text.get()).tracer();
				if (tracer != 0) {
					traced.put(thread, tracer);
				}
				String differs = differs(process, pid, thread, namespaces);
				if (!differs.isEmpty()) {
					astray.put(thread, differs);
				}
			}
		}
		return new Threads(List.copyOf(others), Map.copyOf(traced), Map.copyOf(astray));
	}

	/** The first line, {@code Name:<tab>…}, with newlines escaped. */
	private static String name(ByteText status) {
		int end = status.lineEnd(0);
		return status.string(Math.min(end, status.find('\t', 0, end) + 1), end);
	}

	private String differs(int process, long pid, long thread, Map<String, String> namespaces) {
		List<String> found = new ArrayList<>(0);
		if (kernel.differ(pid, thread, Kernel.FILES)) {
			found.add("descriptors");
		}
		for (String type : NAMESPACES) {
			String own = namespaces.get(type);
			if (own != null && reader.link(process, "task/" + thread + "/ns/" + type).filter(l -> !l.toString().equals(own)).isPresent()) {
				found.add(type + " namespace");
			}
		}
		return String.join(", ", found);
	}

	/** Memory is compared only where parent and child show the same, which is rare: the call is not for nothing. */
	List<Sharing> shares(ProcessSample parent, ProcessSample child) {
		List<Sharing> found = new ArrayList<>(0);
		if (child.stat().memory().isKnown() && child.stat().memory().equals(parent.stat().memory())
				&& kernel.same(parent.pid(), child.pid(), Kernel.MEMORY)) {
			found.add(Sharing.MEMORY);
		}
		if (kernel.same(parent.pid(), child.pid(), Kernel.ROOT)) {
			found.add(Sharing.ROOT);
		}
		if (kernel.same(parent.pid(), child.pid(), Kernel.SIGNAL_HANDLERS)) {
			found.add(Sharing.SIGNAL_HANDLERS);
		}
		return List.copyOf(found);
	}

	/** Children hang on the thread that forked them. */
	List<Long> children(int process, long pid, int threads) {
		long[] all = threads == 1 ? new long[] { pid } : reader.numbers(process, "task").orElse(new long[0]);
		List<Long> found = new ArrayList<>(0);
		for (long thread : all) {
			reader.read(process, "task/" + thread + "/children").ifPresent(text -> addNumbers(text, found));
		}
		return List.copyOf(found);
	}

	private static void addNumbers(ByteText text, List<Long> found) {
		for (int at = 0; at < text.length();) {
			int end = text.find(' ', at, text.length());
			if (end > at) {
				found.add(text.number(10, at, end));
			}
			at = end + 1;
		}
	}

	/** For kernels without CONFIG_PROC_CHILDREN: of every process of the host its parent. */
	Map<Long, List<Long>> byParent() {
		Map<Long, List<Long>> found = new HashMap<>();
		for (long pid : reader.numbers(".").orElse(new long[0])) {
			reader.text(pid + "/stat").map(ByteText::of).flatMap(StatParser::parse)
					.ifPresent(s -> found.computeIfAbsent(s.parent(), _ -> new ArrayList<>()).add(pid));
		}
		return found;
	}
}
