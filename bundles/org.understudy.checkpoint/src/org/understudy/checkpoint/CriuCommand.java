// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CheckpointEngine.Connections;
import org.understudy.model.CapsuleSettings.DataDirectory;

/** CRIU's command lines: those of {@code reference/checkpoint}, each option proven there. Pure. */
final class CriuCommand {

	/** Name of criu's log in its working directory. */
	static final String LOG = "criu.log";

	private static final List<String> COMMON = List.of("-v2", "--manage-cgroups=ignore", "--file-locks", "--ext-unix-sk", "--link-remap",
			"--network-lock", "nftables");

	private CriuCommand() {
	}

	/**
	 * Dumps from inside the application's network namespace, so that this namespace is not part of the image and only its own
	 * packets are held back meanwhile.
	 *
	 * @param work directory for log and statistics
	 * @param hook called by criu at its stages
	 */
	static List<String> dump(Path criu, Capsule capsule, Path images, Path work, Path hook) {
		List<String> command = new ArrayList<>(inNetwork(capsule));
		command.addAll(List.of(criu.toString(), "dump", "-t", Long.toString(capsule.rootPid()), "-D", images.toString(), "-W",
				work.toString(), "-o", LOG, "--leave-running", "--tcp-established", "--skip-in-flight", "--ghost-limit", "64M",
				"--action-script", hook.toString(),
				"--external", "mnt[/dev]:dev", "--external", "mnt[/dev/pts]:pts"));
		capsule.plan().settings().data().forEach(d -> command.addAll(List.of("--external", "mnt[%s]:%s".formatted(d.path(), name(d)))));
		command.addAll(COMMON);
		return command;
	}

	/**
	 * The shell enters the capsule's cgroup first, so that what is restored, and what is left of a failure, is found there.
	 *
	 * @param work directory for log, statistics and the first process' number, in {@code pid}
	 */
	static List<String> restore(Path criu, Capsule capsule, Path images, Path work, Connections connections) {
		List<String> command = new ArrayList<>(
				List.of("sh", "-c", "echo $$ >\"$0\" && exec \"$@\"", capsule.cgroup().resolve("cgroup.procs").toString()));
		command.addAll(inNetwork(capsule));
		command.addAll(List.of("unshare", "--mount", "--propagation", "private", "--", criu.toString(), "restore", "-D", images.toString(),
				"-W", work.toString(), "-o", LOG, "--root", capsule.root().toString(), tcp(connections), "-d", "--pidfile",
				work.resolve("pid").toString(), "--external", "mnt[dev]:" + capsule.dev(), "--external", "mnt[pts]:" + capsule.dev().resolve("pts")));
		capsule.plan().settings().data().forEach(
				d -> command.addAll(List.of("--external", "mnt[%s]:%s".formatted(name(d), capsule.root().resolve(d.path().substring(1))))));
		command.addAll(COMMON);
		return command;
	}

	/** In the images; criu ends a name at a slash or colon of its own syntax. */
	private static String name(DataDirectory data) {
		return "data" + Integer.toHexString(data.path().hashCode());
	}

	private static String tcp(Connections connections) {
		return switch (connections) {
			case CLOSED -> "--tcp-close";
			case KEPT -> "--tcp-established";
		};
	}

	/** Runs what follows in the capsule's network namespace. */
	static List<String> inNetwork(Capsule capsule) {
		return List.of("nsenter", "--net=" + capsule.netns(), "--");
	}
}
