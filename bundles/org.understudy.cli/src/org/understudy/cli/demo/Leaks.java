// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.util.Set;
import java.util.TreeSet;

/** What a demo could leave on this machine, to be compared before and after. */
record Leaks(Set<String> traces) {

	static Leaks now() {
		Set<String> all = new TreeSet<>();
		add(all, "network namespace ", Host.names(Host.NETNS));
		add(all, "interface ", Host.interfaces());
		add(all, "mount ", Host.mounts());
		Host.names(Sweep.SHARED_MEMORY).stream().filter(n -> n.startsWith("understudy-")).forEach(n -> all.add("shared memory " + n));
		Host.cgroups().ifPresent(root -> Host.names(root).stream().filter(n -> n.startsWith("understudy-"))
				.forEach(n -> all.add("cgroup " + n)));
		for (long pid : Host.processes()) {
			String line = Host.commandLine(pid);
			if (line.contains(DemoLab.STATE.toString()) || line.startsWith("redis-server") || line.contains("understudy-agent")) {
				all.add("process " + pid + " " + line);
			}
		}
		return new Leaks(all);
	}

	private static void add(Set<String> all, String kind, Set<String> names) {
		names.forEach(n -> all.add(kind + n));
	}

	/** What is here now and was not before. */
	Set<String> since(Leaks before) {
		Set<String> fresh = new TreeSet<>(traces);
		fresh.removeAll(before.traces);
		return fresh;
	}
}
