// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.understudy.linux.proc.FdInfoParser.FdInfo;
import org.understudy.linux.proc.MapsParser.Mapping;
import org.understudy.linux.proc.StatParser.Stat;
import org.understudy.linux.proc.StatusParser.Status;

/**
 * One process as it was read, not yet interpreted.
 *
 * @param places     what the links {@code exe}, {@code cwd} and {@code root} say, by their names
 * @param namespaces link texts by the names in {@code /proc/PID/ns}
 * @param cgroup     path in the unified hierarchy, else of the first line
 * @param threads    {@code TID:name} of each thread but the first
 * @param denied     parts that we may not read
 */
record ProcessSample(Stat stat, Status status, List<String> arguments, Map<String, String> places, Map<String, String> namespaces,
		List<Descriptor> descriptors, Collection<Mapping> mappings, String cgroup, List<String> threads, List<String> denied) {

	/** @param stat of what has a path, else empty */
	record Descriptor(long number, String text, FdLink link, FdInfo info, Optional<FileStat> stat) {
	}

	long pid() {
		return stat.pid();
	}

	/** Stable as long as the process lives, and never that of another. */
	String key() {
		return stat.pid() + "@" + stat.startTime();
	}

	String namespace(String type) {
		return namespaces.getOrDefault(type, "");
	}

	String place(String name) {
		return places.getOrDefault(name, "");
	}

	/**
	 * A path as the process sees it. The kernel shows paths of another mount namespace from that namespace's own root; only a process
	 * that was merely chroot(2)ed there has its root further down.
	 */
	String inside(String text) {
		String root = place("root");
		return root.length() > 1 && text.startsWith(root + "/") ? text.substring(root.length()) : text;
	}

	boolean holdsSockets() {
		return descriptors.stream().anyMatch(d -> d.link().sort() == FdLink.Sort.SOCKET);
	}
}
