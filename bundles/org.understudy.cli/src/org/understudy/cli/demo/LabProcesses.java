// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** The demo's processes: started in a node's network namespace with their own mounts and session, ended to the last. */
final class LabProcesses {

	private static final Duration PATIENCE = Duration.ofSeconds(8);

	private final LabState state;
	private final List<String> nodes;

	LabProcesses(LabState state, List<String> nodes) {
		this.state = state;
		this.nodes = nodes;
	}

	/** Starts a program as if on the node's own host; its output goes to {@code log}. The process is the program itself. */
	Process start(String node, Path log, String... program) throws ProblemException {
		List<String> command = new ArrayList<>(List.of("setsid", "nsenter", "--net=" + Host.NETNS.resolve(LabNetwork.namespace(node)), "unshare",
				"--mount", "--propagation", "private"));
		command.addAll(List.of(program));
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectInput(Host.NOTHING)
					.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
			state.note("process " + process.pid() + " " + Host.startTime(process.pid()).orElse("0"));
			return process;
		} catch (IOException e) {
			throw new ProblemException(Problem.error("demo-command-failed", "A node's program could not be started: " + program[0] + ".", "",
					"Check that util-linux (setsid, nsenter, unshare) is installed."), e);
		}
	}

	/** Ends at once, without asking, what runs of a node's applications: everything in its cgroup. */
	void killApplications(String node) throws ProblemException {
		for (Path group : groups(Set.of(node))) {
			try {
				Files.writeString(group.resolve("cgroup.kill"), "1");
			} catch (IOException e) {
				if (Files.exists(group)) {
					throw new ProblemException(Problem.error("demo-not-ended", "The processes in " + group + " could not be ended.", "", ""), e);
				}
			}
		}
	}

	/** Asks the nodes' programs to end, then ends everything that is in the demo's cgroups and network namespaces. */
	void end() throws ProblemException {
		recorded().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
		Host.await(PATIENCE, () -> recorded().isEmpty());
		killApplications();
		remaining().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
		if (!Host.await(PATIENCE, () -> remaining().isEmpty())) {
			throw Problem.error("demo-not-ended", "Processes of the demo did not end: " + remaining() + ".",
					"They stand in a system call.", "Look at them, then start the demo again: it cleans up first.").exception();
		}
		removeGroups();
	}

	private void killApplications() throws ProblemException {
		for (String node : nodes) {
			killApplications(node);
		}
	}

	private Set<Long> recorded() {
		Set<Long> alive = new TreeSet<>();
		for (String note : state.notes()) {
			String[] words = note.split(" ");
			if (words[0].equals("process") && Host.startTime(Long.parseLong(words[1])).equals(Optional.of(words[2]))) {
				alive.add(Long.parseLong(words[1]));
			}
		}
		return alive;
	}

	/** Also what the nodes' programs started by themselves: sshd's sessions, agents that were pushed, watchdogs. */
	private Set<Long> remaining() {
		Set<Long> found = recorded();
		List<String> networks = nodes.stream().map(LabNetwork::namespace).map(Host::networkNamed).toList();
		for (long pid : Host.processes()) {
			if (networks.contains(Host.networkOf(pid)) && Host.startTime(pid).isPresent()) {
				found.add(pid);
			}
		}
		return found;
	}

	private void removeGroups() throws ProblemException {
		Set<String> all = Set.copyOf(nodes);
		boolean gone = Host.await(PATIENCE, () -> {
			for (Path group : groups(all)) {
				// Busy until the kernel has let the last process go: tried again.
				group.toFile().delete();
			}
			return groups(all).isEmpty();
		});
		if (!gone) {
			throw Problem.error("demo-not-ended", "Cgroups of the demo could not be removed: " + groups(all) + ".", "", "").exception();
		}
	}

	/** Whether a process lives in the group or below it: cgroup-v2, cgroup.events. */
	static boolean isPopulated(Path group) {
		return Host.text(group.resolve("cgroup.events")).contains("populated 1");
	}

	/** The nodes' cgroups, innermost first. */
	static List<Path> groups(Set<String> nodes) {
		List<Path> found = new ArrayList<>();
		Host.cgroups().ifPresent(root -> nodes.forEach(node -> {
			Path group = root.resolve("understudy-" + node);
			if (Files.isDirectory(group)) {
				try (Stream<Path> walk = Files.walk(group)) {
					walk.filter(Files::isDirectory).forEach(found::add);
				} catch (IOException | java.io.UncheckedIOException e) {
					System.getLogger(LabProcesses.class.getName()).log(System.Logger.Level.DEBUG, "a cgroup went meanwhile", e);
				}
			}
		}));
		found.sort(Comparator.reverseOrder());
		return found;
	}
}
