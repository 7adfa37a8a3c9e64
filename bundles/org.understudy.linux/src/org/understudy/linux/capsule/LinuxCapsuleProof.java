// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.core.port.CapsuleProof;
import org.understudy.linux.process.Command;
import org.understudy.linux.process.Memory;
import org.understudy.model.Bytes;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** By {@code /proc}, {@code ip} and {@code nft}. */
public final class LinuxCapsuleProof implements CapsuleProof {

	/** CRIU's own lock; one that it leaves keeps an application deaf. */
	private static final String LOCK = "table inet CRIU-";

	private final CapsuleLayout layout;

	/** @param node name of this node, part of the names of all that is made */
	public LinuxCapsuleProof(String node) {
		this.layout = new CapsuleLayout(node, CapsuleFiles.mounts().cgroup2().orElse(Path.of("/sys/fs/cgroup")));
	}

	@Override
	public List<String> traces(CapsulePlan plan) throws ProblemException {
		List<String> found = new ArrayList<>();
		ControlGroup cgroup = layout.cgroup(plan.id());
		var names = layout.network(plan);
		cgroup.processes().forEach(pid -> found.add("process " + pid));
		CapsuleFiles.mounts().below(plan.home()).forEach(point -> found.add("mount " + point));
		add(found, Files.exists(cgroup.directory()), "cgroup " + cgroup.directory());
		add(found, Files.exists(names.file()), "network namespace " + names.netns());
		add(found, Command.of("ip", "link", "show", "dev", names.link()).tryRun().succeeded(), "network interface " + names.link());
		add(found, !CapsuleFiles.isEmpty(plan.home()), "directory " + plan.home());
		Command.of("nft", "list", "tables").tryRun().output().lines().filter(line -> line.startsWith(LOCK)).forEach(line -> found.add("packet filter " + line));
		return List.copyOf(found);
	}

	private static void add(List<String> found, boolean there, String what) {
		if (there) {
			found.add(what);
		}
	}

	/** An interface with an end elsewhere is shown as {@code eth0@if5}; one that is a port of the capsule's own bridge would lead out as well. */
	@Override
	public Isolation isolation(Capsule capsule) throws ProblemException {
		List<String> waysOut = new ArrayList<>();
		inside(capsule, "ip", "-o", "link", "show").lines().map(line -> line.split(": ", 3)[1]).filter(name -> name.contains("@")).forEach(waysOut::add);
		inside(capsule, "ip", "-o", "link", "show", "master", "eth0").lines().map(line -> line.split(": ", 3)[1]).forEach(waysOut::add);
		long attempts = 0;
		long left = 0;
		for (String line : devices(capsule)) {
			String[] fields = line.strip().split("[:\\s]+");
			boolean leadsOut = waysOut.stream().anyMatch(way -> way.split("@", 2)[0].equals(fields[0]));
			long sent = Long.parseLong(fields[10]);
			attempts += fields[0].equals("lo") ? 0 : sent;
			left += leadsOut ? sent : 0;
		}
		return new Isolation(waysOut, attempts, left);
	}

	/** Lines of proc_pid_net(5): name, then eight counters of what came, then those of what went, of which packets are the second. */
	private static List<String> devices(Capsule capsule) throws ProblemException {
		Path file = Path.of("/proc/%d/net/dev".formatted(capsule.rootPid()));
		try {
			return Files.readAllLines(file).stream().skip(2).toList();
		} catch (IOException e) {
			throw new ProblemException(Problem.error("not-counted", "The packets of " + capsule.id() + " cannot be counted.", "Its first process may be gone.", ""), e);
		}
	}

	@Override
	public void cut(Capsule capsule, boolean cut) throws ProblemException {
		inside(capsule, "ip", "link", "set", "lo", cut ? "down" : "up");
		inside(capsule, "ip", "link", "set", "eth0", cut ? "down" : "up");
	}

	@Override
	public Bytes freeMemory() {
		return Memory.available();
	}

	private static String inside(Capsule capsule, String... line) throws ProblemException {
		return Command.of(line).after(List.of("nsenter", "--net=" + capsule.netns(), "--")).run();
	}
}
