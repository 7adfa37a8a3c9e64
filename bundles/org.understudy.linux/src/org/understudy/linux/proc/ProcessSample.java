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
 * @param place       its program, and where it stands
 * @param descriptors ascending
 * @param threads     of the threads but the first what differs from it
 * @param shares      what it shares with its parent although it is a process of its own
 * @param children    pids
 * @param denied      parts that we may not read
 */
record ProcessSample(Stat stat, Status status, Place place, List<Descriptor> descriptors, Collection<Mapping> mappings, Threads threads,
		List<Sharing> shares, List<Long> children, List<String> denied) {

	/**
	 * @param links      what {@code exe}, {@code cwd} and {@code root} say, by their names
	 * @param namespaces link texts by the names in {@code /proc/PID/ns}
	 * @param cgroup     path in the unified hierarchy, else of the first line
	 */
	record Place(List<String> arguments, Map<String, String> links, Map<String, String> namespaces, String cgroup) {
	}

	/** @param stat of what has a path, else empty */
	record Descriptor(long number, String text, FdLink link, FdInfo info, Optional<FileStat> stat) {
	}

	/**
	 * @param others {@code TID:name} of each thread but the first
	 * @param traced threads that are traced while the first is not, with their tracers
	 * @param astray threads with descriptors or namespaces other than the first one's, with what differs
	 */
	record Threads(List<String> others, Map<Long, Long> traced, Map<Long, String> astray) {
		static final Threads ONE = new Threads(List.of(), Map.of(), Map.of());
	}

	/** What clone(2) can let two processes have in common. */
	enum Sharing {
		MEMORY, ROOT, SIGNAL_HANDLERS
	}

	long pid() {
		return stat.pid();
	}

	/** Stable as long as the process lives, and never that of another. */
	String key() {
		return stat.pid() + "@" + stat.startTime();
	}

	String namespace(String type) {
		return place.namespaces().getOrDefault(type, "");
	}

	String place(String name) {
		return place.links().getOrDefault(name, "");
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

	ProcessSample with(List<Long> newChildren) {
		return new ProcessSample(stat, status, place, descriptors, mappings, threads, shares, newChildren, denied);
	}

	ProcessSample sharing(List<Sharing> found) {
		return new ProcessSample(stat, status, place, descriptors, mappings, threads, found, children, denied);
	}
}
