// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

import org.understudy.linux.proc.MapsParser.Mapping;
import org.understudy.linux.proc.ProcessSample.Descriptor;
import org.understudy.linux.proc.ProcessSample.Place;
import org.understudy.linux.proc.ProcessSample.Threads;
import org.understudy.linux.proc.StatParser.Stat;
import org.understudy.linux.proc.StatusParser.Status;

/** Reads processes; each file once, and of a process that is known already only what can have changed. One that goes meanwhile is empty. */
final class ProcessSampler {

	private static final List<String> PLACES = List.of("exe", "cwd", "root");
	private static final List<String> NAMESPACES = List.of("mnt", "net", "pid", "pid_for_children", "ipc", "uts", "user", "cgroup",
			"time", "time_for_children");

	private final ProcReader reader;
	private final DescriptorSampler descriptors;
	private final ThreadSampler threads;
	/** Most processes of a tree are in the same namespaces. */
	private final Map<Map<String, String>, Map<String, String>> shared = new HashMap<>();

	ProcessSampler(ProcReader reader, ThreadSampler threads, LongPredicate locked) {
		this.reader = reader;
		this.descriptors = new DescriptorSampler(reader, locked);
		this.threads = threads;
	}

	/** Reads all of a process. */
	Optional<ProcessSample> sample(long pid) {
		return in(pid, (directory, stat) -> whole(directory, stat, List.of()));
	}

	/**
	 * Reads a process again. Always: descriptors, children, working directory. When it executed another program, or in its turn:
	 * everything. When its address space changed size: the mappings.
	 *
	 * @param thorough whether it is its turn
	 */
	Optional<ProcessSample> sample(ProcessSample known, boolean thorough) {
		return in(known.pid(), (directory, stat) -> {
			if (stat.startTime() != known.stat().startTime()) {
				return whole(directory, stat, List.of());
			}
			return thorough || isOther(stat, known.stat()) ? whole(directory, stat, known.descriptors()) : changes(directory, stat, known);
		});
	}

	/** Another program, or the way from life to death. */
	private static boolean isOther(Stat now, Stat before) {
		return now.memory().startCode() != before.memory().startCode() || now.memory().startStack() != before.memory().startStack()
				|| isDead(now) != isDead(before) || now.session() != before.session() || now.terminal() != before.terminal();
	}

	private static boolean isDead(Stat stat) {
		return stat.state() == 'Z' || stat.state() == 'X';
	}

	@FunctionalInterface
	private interface Reading {
		/** Null when the process went. */
		ProcessSample read(int directory, Stat stat);
	}

	/** An open directory of a process that ended shows nothing, never another process. */
	private Optional<ProcessSample> in(long pid, Reading reading) {
		int directory = reader.open(Long.toString(pid));
		if (directory == ProcReader.GONE) {
			return Optional.empty();
		}
		try {
			return reader.readWhole(directory, "stat").flatMap(StatParser::parse).map(stat -> reading.read(directory, stat));
		} finally {
			reader.close(directory);
		}
	}

	private ProcessSample whole(int directory, Stat stat, List<Descriptor> known) {
		Optional<Status> status = reader.readWhole(directory, "status").map(StatusParser::parse);
		if (status.isEmpty()) {
			return null;
		}
		List<String> denied = new ArrayList<>(0);
		boolean dead = isDead(stat);
		Place place = new Place(arguments(directory), dead ? Map.of() : links(directory, "", PLACES, denied),
				dead ? Map.of() : namespaces(directory, denied), cgroup(directory));
		Threads others = stat.threads() > 1 && !dead ? threads.read(directory, stat.pid(), place.namespaces()) : Threads.ONE;
		return new ProcessSample(stat, status.get(), place, dead ? List.of() : descriptors(directory, known, true, denied),
				dead ? List.of() : mappings(directory, denied), others, List.of(),
				threads.children(directory, stat.pid(), stat.threads()), List.copyOf(denied));
	}

	private ProcessSample changes(int directory, Stat stat, ProcessSample known) {
		List<String> denied = new ArrayList<>(known.denied());
		Map<String, String> links = new HashMap<>(known.place().links());
		reader.link(directory, "cwd").map(ByteText::toString).ifPresent(l -> links.put("cwd", l));
		Place before = known.place();
		Place place = links.equals(before.links()) ? before : new Place(before.arguments(), links, before.namespaces(), before.cgroup());
		boolean sameMemory = stat.memory().equals(known.stat().memory());
		Threads others = stat.threads() == known.stat().threads() ? known.threads()
				: stat.threads() > 1 ? threads.read(directory, stat.pid(), place.namespaces()) : Threads.ONE;
		return new ProcessSample(stat, known.status(), place, descriptors(directory, known.descriptors(), false, denied),
				sameMemory ? known.mappings() : mappings(directory, denied), others, known.shares(),
				threads.children(directory, stat.pid(), stat.threads()), denied.equals(known.denied()) ? known.denied() : List.copyOf(denied));
	}

	/** The children alone: a process that did not run may have got some whose parent died. */
	Optional<ProcessSample> adopted(ProcessSample known) {
		return in(known.pid(), (directory, stat) -> {
			List<Long> now = threads.children(directory, stat.pid(), stat.threads());
			return now.equals(known.children()) ? known : known.with(now);
		});
	}

	private List<String> arguments(int directory) {
		String text = reader.readWhole(directory, "cmdline").map(ByteText::toString).orElse("");
		return text.isEmpty() ? List.of() : List.of(text.split("\0"));
	}

	private Map<String, String> namespaces(int directory, List<String> denied) {
		Map<String, String> found = links(directory, "ns/", NAMESPACES, denied);
		return shared.computeIfAbsent(found, Map::copyOf);
	}

	private Map<String, String> links(int directory, String below, List<String> names, List<String> denied) {
		Map<String, String> found = new HashMap<>(names.size() * 2);
		for (String name : names) {
			Optional<ByteText> target = reader.link(directory, below + name);
			if (target.isPresent()) {
				found.put(name, target.get().toString());
			} else {
				note(name, denied);
			}
		}
		return found;
	}

	private List<Descriptor> descriptors(int directory, List<Descriptor> known, boolean thorough, List<String> denied) {
		Optional<List<Descriptor>> found = descriptors.read(directory, known, thorough);
		if (found.isEmpty()) {
			note("fd", denied);
		}
		return found.orElse(List.of());
	}

	private Collection<Mapping> mappings(int directory, List<String> denied) {
		Optional<ByteText> text = reader.read(directory, "maps");
		if (text.isEmpty()) {
			note("maps", denied);
		}
		return text.map(MapsParser::parse).orElse(List.of());
	}

	/** {@code 0::/path} is the unified hierarchy's line. */
	private String cgroup(int directory) {
		List<String> lines = reader.readWhole(directory, "cgroup").map(t -> t.toString().lines().toList()).orElse(List.of());
		String line = lines.stream().filter(l -> l.startsWith("0::")).findFirst().orElse(lines.isEmpty() ? "" : lines.getFirst());
		// a name of a cgroup may hold colons: hierarchy and controllers end at the second
		return line.substring(line.indexOf(':', line.indexOf(':') + 1) + 1);
	}

	private void note(String part, List<String> denied) {
		if (reader.denied() && !denied.contains(part)) {
			denied.add(part);
		}
	}
}
