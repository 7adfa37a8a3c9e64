// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.nio.file.Path;

/**
 * A capsule on this host.
 *
 * @param plan    what it was made of
 * @param root    the mounted overlay
 * @param upper   the overlay's upper directory: exactly the changed files
 * @param dev     a prepared {@code /dev} tree with {@code pts} for a restore
 * @param netns   file of its network namespace
 * @param cgroup  directory of its cgroup (v2)
 * @param log     file, seen from the host, that gets the application's output
 * @param rootPid pid on the host of its first process; 0 while none runs
 */
public record Capsule(CapsulePlan plan, Path root, Path upper, Path dev, Path netns, Path cgroup, Path log, long rootPid) {

	public Capsule withRootPid(long pid) {
		return new Capsule(plan, root, upper, dev, netns, cgroup, log, pid);
	}

	public String id() {
		return plan.id();
	}
}
