// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What to look at and against which background to judge it.
 *
 * @param target    which processes
 * @param addresses the application's own addresses, without prefix length; empty when it has none of its own
 * @param upper     of a capsule: the overlay's upper directory, whose content is copied with each epoch; empty outside a capsule
 */
public record InspectionScope(Target target, Set<String> addresses, Optional<Path> upper) {

	/** Which processes of this host. */
	public sealed interface Target {
	}

	/**
	 * A process and all its descendants.
	 *
	 * @param pid as the host sees it
	 */
	public record Tree(long pid) implements Target {
		@Override
		public String toString() {
			return Long.toString(pid);
		}
	}

	/**
	 * All processes of a control group and of those below it.
	 *
	 * @param path from the hierarchy's root: {@code /system.slice/nginx.service}
	 */
	public record ControlGroup(String path) implements Target {
		@Override
		public String toString() {
			return path;
		}
	}

	/**
	 * All processes of a systemd unit, which are those of its control group, wherever that is.
	 *
	 * @param name {@code nginx.service}
	 */
	public record Unit(String name) implements Target {
		@Override
		public String toString() {
			return name;
		}
	}

	public InspectionScope {
		addresses = Set.copyOf(addresses);
	}

	/** A tree by its first process. */
	public InspectionScope(long rootPid, Set<String> addresses, Optional<Path> upper) {
		this(new Tree(rootPid), addresses, upper);
	}

	/** A tree that is not in a capsule: nothing of it is copied. */
	public static InspectionScope ofProcess(long pid) {
		return of(new Tree(pid));
	}

	/** Processes that are in no capsule: nothing of them is copied. */
	public static InspectionScope of(Target target) {
		return new InspectionScope(target, Set.of(), Optional.empty());
	}

	/**
	 * A target as people write it: {@code 4711}, a control group {@code /system.slice/nginx.service}, a unit {@code nginx.service} or
	 * {@code nginx} for short.
	 */
	public static Target parse(String text) {
		String plain = text.strip();
		if (!plain.isEmpty() && plain.length() < 19 && plain.chars().allMatch(c -> c >= '0' && c <= '9')) {
			return new Tree(Long.parseLong(plain));
		}
		return plain.startsWith("/") ? new ControlGroup(plain) : new Unit(plain.indexOf('.') < 0 ? plain + ".service" : plain);
	}
}
