// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsuleHost.Exit;
import org.understudy.linux.process.Command;
import org.understudy.model.ProblemException;

/**
 * Runs a command inside a capsule: beside its processes, or, in one that has none yet, alone on its files. It belongs to the capsule's
 * cgroup, so it ends with the capsule; what it leaves running in the background is the application's.
 */
final class CapsuleShell {

	private static final String JOIN = "for group in $0; do echo $$ >\"$group/cgroup.procs\" || exit; done; exec \"$@\"";
	/** In a mount namespace of its own: {@code ROOT DEV COMMAND...}. */
	private static final String ALONE = """
			root=$1 dev=$2; shift 2
			mount --rbind "$dev" "$root/dev" && mount -t proc proc "$root/proc" && exec chroot "$root" "$@"
			""";

	private final Capsule capsule;
	private final List<Path> groups;

	/** @param groups cgroups to join */
	CapsuleShell(Capsule capsule, List<Path> groups) {
		this.capsule = capsule;
		this.groups = groups;
	}

	/** @throws ProblemException {@code command-timeout}: it was killed, with what it had started */
	Exit run(String command, Map<String, String> environment, Duration deadline) throws ProblemException {
		List<String> line = new ArrayList<>(List.of("sh", "-c", JOIN, String.join(" ", groups.stream().map(Path::toString).toList())));
		if (capsule.rootPid() == 0) {
			line.addAll(List.of("nsenter", "--net=" + capsule.netns(), "--", "unshare", "--mount", "--pid", "--ipc", "--fork", "--kill-child",
					"--propagation", "private", "--", "bash", "-c", ALONE, "alone", capsule.root().toString(), capsule.dev().toString()));
		} else {
			line.addAll(List.of("nsenter", "--target", Long.toString(capsule.rootPid()), "--mount", "--pid", "--net", "--ipc", "--uts", "--"));
		}
		line.addAll(List.of("/usr/bin/env", "-i"));
		Map<String, String> variables = new TreeMap<>(Launcher.DEFAULTS);
		variables.putAll(capsule.plan().environment());
		variables.putAll(environment);
		variables.forEach((name, value) -> line.add(name + "=" + value));
		line.addAll(List.of("/bin/sh", "-c", command));
		Command.Result result = new Command(line, deadline).tryRun();
		return new Exit(result.exitCode(), result.output().strip());
	}
}
