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
import java.util.function.Supplier;

import org.understudy.linux.proc.DescriptorSampler.Inheritance;
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
	private static final List<String> NAMESPACES_OF_CHILD = NAMESPACES.stream().filter(n -> !n.endsWith("_for_children")).toList();

	private final ProcReader reader;
	private final DescriptorSampler descriptors;
	private final ThreadSampler threads;
	private final Kernel kernel;
	private final long root;
	/** Paths by the number of the group. */
	private final Map<Long, String> cgroups = new HashMap<>();
	/** Most processes of a tree are in the same namespaces. */
	private final Map<Map<String, String>, Map<String, String>> shared = new HashMap<>();

	/**
	 * @param root   pid of the tree's first process
	 * @param locked whether some file of that inode is locked
	 */
	ProcessSampler(ProcReader reader, Kernel kernel, long root, LongPredicate locked) {
		this.root = root;
		this.reader = reader;
		this.descriptors = new DescriptorSampler(reader, kernel, locked);
		this.threads = new ThreadSampler(reader, kernel);
		this.kernel = kernel;
	}

	/**
	 * Reads all of a process.
	 *
	 * @param parent as it was read just now; null when that is not of the tree
	 */
	Optional<ProcessSample> sample(long pid, ProcessSample parent) {
		Inheritance inheritance = parent == null ? Inheritance.NONE : new Inheritance(parent.pid(), pid, parent.descriptors());
		return in(pid, (directory, stat) -> whole(directory, stat, () -> descriptors.read(directory, inheritance)));
	}

	/** How much of a process that is known is read again; all of it in any case when it executed another program. */
	enum Depth {
		/** How many descriptors, threads and bytes of address space it has, and which children; only what that tells of. */
		COUNTS,
		/** Each descriptor, the working directory, the children; the mappings when the address space changed size. */
		LINKS,
		/** Everything. */
		WHOLE
	}

	/** Reads a process again. The same as before when nothing of what is read changed. */
	Optional<ProcessSample> sample(ProcessSample known, Depth depth) {
		return in(known.pid(), (directory, stat) -> {
			if (stat.startTime() != known.stat().startTime()) {
				return whole(directory, stat, () -> descriptors.read(directory, Inheritance.NONE));
			}
			if (depth == Depth.WHOLE || isOther(stat, known.stat())) {
				return whole(directory, stat, () -> descriptors.read(directory, known.descriptors(), true));
			}
			return depth == Depth.COUNTS && isAlike(directory, stat, known) ? known : changes(directory, stat, known);
		});
	}

	/** The size of the directory is the number of descriptors since Linux 6.2, and zero before. */
	private boolean isAlike(int directory, Stat now, ProcessSample known) {
		Stat before = known.stat();
		return now.memory().equals(before.memory()) && now.threads() == before.threads() && now.parent() == before.parent()
				&& isStopped(now) == isStopped(before)
				&& reader.stat(directory, "fd").filter(s -> s.size() == known.descriptors().size() && s.size() > 0).isPresent()
				&& threads.children(directory, now.pid(), now.threads()).equals(known.children());
	}

	private static boolean isStopped(Stat stat) {
		return stat.state() == 'T' || stat.state() == 't';
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

	private ProcessSample whole(int directory, Stat stat, Supplier<Optional<List<Descriptor>>> open) {
		Optional<Status> status = reader.readWhole(directory, "status").map(StatusParser::parse);
		if (status.isEmpty()) {
			return null;
		}
		List<String> denied = new ArrayList<>(0);
		boolean dead = isDead(stat);
		Place place = new Place(arguments(directory), dead ? Map.of() : links(directory, "", PLACES, denied),
				dead ? Map.of() : namespaces(directory, stat, denied), cgroup(directory, stat.pid()));
		Threads others = stat.threads() > 1 && !dead ? threads.read(directory, stat.pid(), place.namespaces()) : Threads.ONE;
		return new ProcessSample(stat, status.get(), place, dead ? List.of() : noted(open.get(), "fd", denied),
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
		return new ProcessSample(stat, known.status(), place,
				noted(descriptors.read(directory, known.descriptors(), false), "fd", denied),
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

	/** What it made for children to come is of interest of the first process only: others' children show it. */
	private Map<String, String> namespaces(int directory, Stat stat, List<String> denied) {
		Map<String, String> found = links(directory, "ns/", stat.pid() == root ? NAMESPACES : NAMESPACES_OF_CHILD, denied);
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

	private List<Descriptor> noted(Optional<List<Descriptor>> found, String part, List<String> denied) {
		if (found.isEmpty()) {
			note(part, denied);
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

	/** The text has a line for each hierarchy, and takes the kernel long; processes of the same group show the same number. */
	private String cgroup(int directory, long pid) {
		long number = kernel.cgroup(pid);
		String known = number == 0 ? null : cgroups.get(number);
		if (known != null) {
			return known;
		}
		List<String> lines = reader.readWhole(directory, "cgroup").map(t -> t.toString().lines().toList()).orElse(List.of());
		Optional<String> unified = lines.stream().filter(l -> l.startsWith("0::")).findFirst();
		String line = unified.orElse(lines.isEmpty() ? "" : lines.getFirst());
		// a name of a cgroup may hold colons: hierarchy and controllers end at the second
		String path = line.substring(line.indexOf(':', line.indexOf(':') + 1) + 1);
		if (number != 0 && unified.isPresent()) {
			cgroups.put(number, path);
		}
		return path;
	}

	private void note(String part, List<String> denied) {
		if (reader.denied() && !denied.contains(part)) {
			denied.add(part);
		}
	}
}
