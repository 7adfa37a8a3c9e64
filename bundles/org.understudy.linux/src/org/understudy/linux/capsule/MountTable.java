// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The mounts of one mount namespace, in the kernel's order (a later one may lie over an earlier one). Source: proc_pid_mountinfo(5).
 */
record MountTable(List<Mount> mounts) {

	/** One mount: where, of which type of file system, from which device, with which options of that file system. */
	record Mount(Path point, String type, String source, String options) {
	}

	/** Parses the text of a {@code mountinfo} file; lines that are none are left out. */
	static MountTable parse(List<String> lines) {
		return new MountTable(lines.stream().map(MountTable::parseLine).flatMap(Optional::stream).toList());
	}

	private static Optional<Mount> parseLine(String line) {
		// 36 35 98:0 /root /point options [optional fields…] - type source super-options
		int separator = line.indexOf(" - ");
		String[] before = line.split(" ", 6);
		if (separator < 0 || before.length < 6) {
			return Optional.empty();
		}
		String[] after = line.substring(separator + 3).split(" ", 3);
		return Optional.of(new Mount(Path.of(unescape(before[4])), after[0], after.length > 1 ? unescape(after[1]) : "",
				after.length > 2 ? after[2] : ""));
	}

	/** Space, tab, newline and backslash are written as three octal digits. */
	private static String unescape(String text) {
		return text.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
	}

	/** Where cgroup version 2 is: alone at its usual place, or beside version 1 somewhere else. */
	Optional<Path> cgroup2() {
		return mounts.stream().filter(mount -> mount.type().equals("cgroup2")).map(Mount::point).findFirst();
	}

	/** Where a controller of cgroup version 1 is. */
	Optional<Path> cgroup1(String controller) {
		return mounts.stream().filter(mount -> mount.type().equals("cgroup") && List.of(mount.options().split(",")).contains(controller))
				.map(Mount::point).findFirst();
	}

	/** Mount points at or below a directory, the newest first: the order to unmount them in. */
	List<Path> below(Path directory) {
		return mounts.reversed().stream().map(Mount::point).filter(point -> point.startsWith(directory)).toList();
	}
}
