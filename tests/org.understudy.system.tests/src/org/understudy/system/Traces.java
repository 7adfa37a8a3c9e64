// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What of Understudy can be seen on this machine, by the machine's own means: for comparing before with after. */
record Traces(Set<String> all) {

	static Traces now() throws IOException {
		Set<String> all = new TreeSet<>();
		add(all, "netns ", entries(Path.of("/run/netns")));
		add(all, "interface ", entries(Path.of("/sys/class/net")));
		add(all, "mount ", Files.readAllLines(Path.of("/proc/self/mountinfo")).stream().map(l -> l.split(" ")[4]).toList());
		for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
			if (line.contains(" - cgroup2 ")) {
				add(all, "cgroup ", entries(Path.of(line.split(" ")[4])).stream().filter(c -> c.startsWith("understudy")).toList());
			}
		}
		add(all, "process ", processes());
		return new Traces(all);
	}

	/** What is here now and was not then. */
	Set<String> since(Traces then) {
		Set<String> fresh = new TreeSet<>(all);
		fresh.removeAll(then.all);
		return fresh;
	}

	private static void add(Set<String> all, String kind, List<String> names) {
		names.forEach(n -> all.add(kind + n));
	}

	private static List<String> entries(Path directory) throws IOException {
		if (!Files.isDirectory(directory)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(directory)) {
			return files.map(f -> f.getFileName().toString()).toList();
		}
	}

	/** Those that a demo may leave behind: agents, applications, watchdogs, sshd. */
	private static List<String> processes() {
		List<String> found = new ArrayList<>();
		ProcessHandle.allProcesses().forEach(p -> {
			String line = commandLine(p.pid());
			if (Stream.of("understudy-agent", "org.understudy.agent", "redis-server", "watchdog.sh", "/sshd").anyMatch(line::contains)) {
				found.add(p.pid() + " " + line);
			}
		});
		return found;
	}

	private static String commandLine(long pid) {
		try {
			return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ').strip();
		} catch (IOException e) {
			return ""; // it has ended meanwhile
		}
	}
}
