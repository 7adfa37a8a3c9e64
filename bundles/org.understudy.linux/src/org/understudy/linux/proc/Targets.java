// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.understudy.core.port.InspectionScope.ControlGroup;
import org.understudy.core.port.InspectionScope.Target;
import org.understudy.core.port.InspectionScope.Tree;
import org.understudy.core.port.InspectionScope.Unit;
import org.understudy.linux.proc.MountInfoParser.Mount;
import org.understudy.linux.proc.TreeWalk.Roots;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** Finds the processes that a target means. Control groups are those of cgroup v2 and of systemd's own hierarchy, wherever mounted. */
final class Targets {

	private static final int DEPTH = 12;
	private static final String MEMBERS = "cgroup.procs";

	private Targets() {
	}

	/** @throws ProblemException {@code cgroup-not-found}, {@code process-not-found} */
	static Roots roots(ProcReader reader, Target target) throws ProblemException {
		return switch (target) {
			case Tree(long pid) -> new Roots(List.of(pid), true);
			case ControlGroup(String path) -> new Roots(members(directory(reader, path)), false);
			case Unit(String name) -> new Roots(members(unit(reader, name)), false);
		};
	}

	private static Path directory(ProcReader reader, String path) throws ProblemException {
		for (Path hierarchy : hierarchies(reader)) {
			Path found = hierarchy.resolve("." + path).normalize();
			if (found.startsWith(hierarchy) && Files.isDirectory(found)) {
				return found;
			}
		}
		throw Problem.error("cgroup-not-found", "There is no control group '" + path + "'.",
				"Looked in " + hierarchies(reader) + ".", "See systemd-cgls, or the 0:: line of /proc/PID/cgroup.").exception();
	}

	private static Path unit(ProcReader reader, String name) throws ProblemException {
		for (Path hierarchy : hierarchies(reader)) {
			Optional<Path> found = below(hierarchy, name);
			if (found.isPresent()) {
				return found.get();
			}
		}
		throw Problem.error("unit-not-found", "No control group belongs to a unit '" + name + "'.",
				"It does not run, or its name is another.", "See systemctl status; or name a process or a control group.").exception();
	}

	private static Optional<Path> below(Path hierarchy, String name) {
		try (Stream<Path> all = Files.find(hierarchy, DEPTH, (p, a) -> a.isDirectory() && p.getFileName().toString().equals(name))) {
			return all.findFirst();
		} catch (IOException | UncheckedIOException _) {
			// groups come and go while they are looked through, and some may not be seen
			return Optional.empty();
		}
	}

	private static List<Path> hierarchies(ProcReader reader) {
		Collection<Mount> mounts = MountInfoParser.parse(reader.text("self/mountinfo").orElse("")).values();
		return Stream.concat(mounts.stream().filter(m -> m.fileSystem().equals("cgroup2")),
				mounts.stream().filter(m -> m.fileSystem().equals("cgroup") && m.options().contains("name=systemd")))
				.map(m -> Path.of(m.point())).distinct().toList();
	}

	/** Parents mostly have the lower numbers. */
	private static List<Long> members(Path group) throws ProblemException {
		TreeSet<Long> pids = new TreeSet<>();
		try (Stream<Path> files = Files.find(group, DEPTH, (p, _) -> p.getFileName().toString().equals(MEMBERS))) {
			for (Path file : (Iterable<Path>) files::iterator) {
				pids.addAll(numbers(file));
			}
		} catch (IOException | UncheckedIOException _) {
			// a group went while they were looked through: what was found counts
		}
		if (pids.isEmpty()) {
			throw Problem.error("process-not-found", "The control group " + group + " has no processes.",
					"What ran in it has ended, or this user may not see it.", "Start it, or run as root.").exception();
		}
		return List.copyOf(pids);
	}

	private static List<Long> numbers(Path file) {
		try {
			return Files.readAllLines(file).stream().map(Numbers::decimal).filter(n -> n > 0).toList();
		} catch (IOException _) {
			// of a threaded group, or gone
			return List.of();
		}
	}
}
