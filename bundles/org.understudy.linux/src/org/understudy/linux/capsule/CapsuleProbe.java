// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** What a host lacks for capsules. */
final class CapsuleProbe {

	/** Command and the Debian package that contains it. */
	private static final Map<String, String> COMMANDS = new TreeMap<>(Map.of("ip", "iproute2", "nft", "nftables", "nsenter", "util-linux",
			"unshare", "util-linux", "setsid", "util-linux", "mount", "mount", "bash", "bash"));

	private CapsuleProbe() {
	}

	static List<Problem> probe(ControlGroup trial) {
		List<Problem> problems = new ArrayList<>(missingCommands(System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")));
		if (!isRoot()) {
			problems.add(Problem.error("not-root", "The agent does not run as root.",
					"Namespaces, overlays and checkpoints need it.", "Start the agent as root, by its systemd unit for example."));
			return problems;
		}
		overlay().ifPresent(problems::add);
		cgroup(trial).ifPresent(problems::add);
		return problems;
	}

	static List<Problem> missingCommands(String searchPath) {
		List<Problem> missing = new ArrayList<>();
		COMMANDS.forEach((command, debianPackage) -> {
			if (Stream.of(searchPath.split(":")).noneMatch(directory -> Files.isExecutable(Path.of(directory, command)))) {
				missing.add(Problem.error("command-missing", "The command '%s' is missing on this host.".formatted(command), "",
						"apt-get install " + debianPackage));
			}
		});
		return missing;
	}

	private static boolean isRoot() {
		try {
			return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
		} catch (IOException | UnsupportedOperationException _) {
			return false;
		}
	}

	/** A module that is not loaded yet is loaded by the first mount. */
	private static Optional<Problem> overlay() {
		try {
			boolean builtIn = Files.readString(Path.of("/proc/filesystems")).contains("\toverlay\n");
			Path modules = Path.of("/lib/modules", Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
			boolean module = Files.isRegularFile(modules.resolve("modules.dep"))
					&& Files.readString(modules.resolve("modules.dep")).contains("/overlay.ko");
			if (builtIn || module) {
				return Optional.empty();
			}
		} catch (IOException _) {
			// then it cannot be told, and is told as missing
		}
		return Optional.of(Problem.error("no-overlay", "This kernel has no overlay file system.", "",
				"modprobe overlay; or use a kernel with it."));
	}

	/** The root cgroup has no freezer of its own: only a trial tells. */
	private static Optional<Problem> cgroup(ControlGroup trial) {
		try {
			trial.create();
			boolean canFreeze = Files.isWritable(trial.directory().resolve("cgroup.freeze"));
			return canFreeze ? Optional.empty() : Optional.of(noFreezer(""));
		} catch (ProblemException e) {
			return Optional.of(noFreezer(e.problem().cause()));
		} finally {
			trial.remove();
		}
	}

	private static Problem noFreezer(String cause) {
		return Problem.error("no-cgroup-freezer", "This host has no cgroup v2 file system with a freezer that the agent may use.", "",
				"mount -t cgroup2 none /sys/fs/cgroup (Linux 5.2 or newer)").causedBy(cause);
	}
}
