// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.nio.file.Path;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.linux.net.CapsuleNetwork;

/**
 * Where everything of a capsule is and what it is called. Several agents may share one kernel: all names hold the node's.
 *
 * @param node    name of the node
 * @param cgroup2 mount point of cgroup version 2
 */
record CapsuleLayout(String node, Path cgroup2) {

	private static final String LOG = "/var/log/understudy/%s.log";

	Capsule capsule(CapsulePlan plan, long rootPid) {
		Path home = plan.home();
		Path log = plan.upper().resolve(logInside(plan).substring(1));
		return new Capsule(plan, home.resolve("root"), plan.upper(), home.resolve("dev"), network(plan).file(),
				cgroup(plan.id()).directory(), log, rootPid);
	}

	CapsuleNetwork.Names network(CapsulePlan plan) {
		return CapsuleNetwork.Names.of(node, plan.id());
	}

	ControlGroup cgroup(String id) {
		return new ControlGroup(cgroup2.resolve("understudy-" + node).resolve(id));
	}

	CgroupLimits limits(CapsulePlan plan, MountTable mounts) {
		return new CgroupLimits(cgroup(plan.id()), mounts, "understudy-" + node + "/" + plan.id());
	}

	static Path work(CapsulePlan plan) {
		return plan.home().resolve("work");
	}

	/** Seen from within: on the overlay, so that it is copied with the files and CRIU finds it again on the other side. */
	static String logInside(CapsulePlan plan) {
		return LOG.formatted(plan.application());
	}
}
