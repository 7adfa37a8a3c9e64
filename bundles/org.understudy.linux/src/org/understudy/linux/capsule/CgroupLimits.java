// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.ResourceLimits;

/**
 * The limits of a capsule's processes together. A controller is used where this host has it: in the capsule's own cgroup, or, on hosts
 * that still give it to version 1, in a directory of the same name there. Sources: Documentation/admin-guide/cgroup-v2.rst and cgroup-v1.
 */
final class CgroupLimits {

	private static final String MEMORY = "memory";
	private static final String CPU = "cpu";
	private static final String PROCESSES = "pids";
	private static final int CPU_PERIOD = 100_000;

	private final ControlGroup group;
	private final MountTable mounts;
	private final String relative;

	/** @param relative the capsule's directory below the mount point of a hierarchy */
	CgroupLimits(ControlGroup group, MountTable mounts, String relative) {
		this.group = group;
		this.mounts = mounts;
		this.relative = relative;
	}

	/** One value to write. */
	private record Setting(String controller, String file, String value, String legacyFile, String legacyValue) {
	}

	private static List<Setting> settings(ResourceLimits limits) {
		List<Setting> settings = new ArrayList<>();
		String memory = Long.toString(limits.memory().count());
		if (limits.memory().count() > 0) {
			settings.add(new Setting(MEMORY, "memory.max", memory, "memory.limit_in_bytes", memory));
		}
		if (limits.cpuPercent() > 0) {
			String quota = Long.toString(limits.cpuPercent() * (long) CPU_PERIOD / 100);
			settings.add(new Setting(CPU, "cpu.max", quota + " " + CPU_PERIOD, "cpu.cfs_quota_us", quota));
		}
		if (limits.processes() > 0) {
			String count = Integer.toString(limits.processes());
			settings.add(new Setting(PROCESSES, "pids.max", count, "pids.max", count));
		}
		return settings;
	}

	/** Sets them. @throws ProblemException {@code limit-unsupported} when this host has no such controller */
	void apply(ResourceLimits limits) throws ProblemException {
		for (Setting setting : settings(limits)) {
			if (enable(setting.controller)) {
				write(group.directory().resolve(setting.file), setting.value);
			} else {
				Path legacy = legacy(setting.controller).orElseThrow(() -> unsupported(setting.controller));
				write(legacy.resolve(setting.legacyFile), setting.legacyValue);
			}
		}
	}

	/** Whether version 2 has the controller; passes it down to the capsule's directory then. */
	private boolean enable(String controller) throws ProblemException {
		Path top = group.directory().getParent().getParent();
		if (!words(top.resolve("cgroup.controllers")).contains(controller)) {
			return false;
		}
		for (Path parent : List.of(top, group.directory().getParent())) {
			if (!words(parent.resolve("cgroup.subtree_control")).contains(controller)) {
				write(parent.resolve("cgroup.subtree_control"), "+" + controller);
			}
		}
		return true;
	}

	/** The capsule's directory in a hierarchy of version 1, made. */
	private Optional<Path> legacy(String controller) throws ProblemException {
		Optional<Path> directory = mounts.cgroup1(controller).map(mount -> mount.resolve(relative));
		if (directory.isPresent()) {
			new ControlGroup(directory.get()).create();
		}
		return directory;
	}

	/** All directories whose members the capsule's processes must be. */
	List<Path> memberships() {
		List<Path> all = new ArrayList<>(List.of(group.directory()));
		all.addAll(legacyDirectories().values());
		return all;
	}

	private Map<String, Path> legacyDirectories() {
		Map<String, Path> there = new TreeMap<>();
		for (String controller : List.of(MEMORY, CPU, PROCESSES)) {
			mounts.cgroup1(controller).map(mount -> mount.resolve(relative)).filter(Files::isDirectory).ifPresent(d -> there.put(controller, d));
		}
		return there;
	}

	/** Moves processes that a restore made into the directories of version 1; they are in the capsule's own already. */
	void join(List<Long> processes) throws ProblemException {
		for (Path directory : legacyDirectories().values()) {
			for (long pid : processes) {
				write(directory.resolve("cgroup.procs"), Long.toString(pid));
			}
		}
	}

	void remove() {
		legacyDirectories().values().forEach(directory -> new ControlGroup(directory).remove());
	}

	private static List<String> words(Path file) {
		try {
			return List.of(Files.readString(file).strip().split("\\s+"));
		} catch (IOException _) {
			return List.of();
		}
	}

	private static ProblemException unsupported(String controller) {
		return Problem.error("limit-unsupported", "This host cannot limit %s of a capsule.".formatted(controller),
				"Neither version of its cgroup file system has the controller '%s'.".formatted(controller),
				"Protect without that limit, or enable the controller (kernel command line, systemd's Delegate=).").exception();
	}

	private static void write(Path file, String value) throws ProblemException {
		try {
			Files.writeString(file, value, StandardOpenOption.WRITE);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("limit-failed", "The limit %s cannot be set to %s.".formatted(file.getFileName(), value),
					"", "Choose another limit; see the cause.").causedBy(file + ": " + e.getMessage()), e);
		}
	}
}
