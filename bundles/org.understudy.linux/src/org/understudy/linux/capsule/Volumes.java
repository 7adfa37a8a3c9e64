// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.linux.process.Command;
import org.understudy.model.CapsuleSettings.DataDirectory;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Directories that lie on other file systems than the host's root, which is all that the overlay shows. One that was named is bound into
 * the capsule; what was not named is not there, and is told.
 *
 * <p>The content of a replicated one travels with the epoch's files and lies in the upper directory of a restored capsule. There the
 * same place is bound to itself, so that the capsule has the mount that CRIU saw when it captured.
 */
final class Volumes {

	/** File systems that hold people's data. */
	private static final Set<String> KINDS = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "bcachefs", "nfs", "nfs4",
			"cifs", "ceph", "9p", "virtiofs", "fuseblk", "gfs2", "ocfs2");

	private Volumes() {
	}

	/** Before the overlay is mounted: what the other host's volume held must not be mixed with what this one has at that place. */
	static void separate(CapsulePlan plan) throws ProblemException {
		for (DataDirectory data : plan.settings().data()) {
			Path copied = plan.upper().resolve(data.path().substring(1));
			if (data.replicated() && Files.isDirectory(copied)) {
				OpaqueDirectory.mark(copied);
			}
		}
	}

	/** @param filled whether the upper directory came with an epoch */
	static void bind(Capsule capsule, boolean filled) throws ProblemException {
		for (DataDirectory data : capsule.plan().settings().data()) {
			Path inside = capsule.root().resolve(data.path().substring(1));
			Path source = data.replicated() && filled ? inside : Path.of(data.path());
			if (!Files.isDirectory(source)) {
				throw Problem.error("data-missing", "The data directory %s is not there.".formatted(source),
						filled ? "The epoch does not contain it, or its volume is not mounted on this host." : "Its volume is not mounted.",
						"Mount it here, or protect without it.").exception();
			}
			try {
				Files.createDirectories(inside);
			} catch (IOException e) {
				throw new ProblemException(Problem.error("home-failed", "%s cannot be made.".formatted(inside), "",
						"Look whether its file system is full or read-only."), e);
			}
			Command.of("mount", "--bind", source.toString(), inside.toString()).run();
		}
	}

	/** What the application will not find, or what is not replicated. */
	static List<Problem> uncovered(CapsulePlan plan, MountTable mounts) {
		List<Problem> problems = new ArrayList<>();
		plan.settings().data().stream().filter(data -> !data.replicated()).forEach(data -> problems.add(Problem.warning("data-not-replicated",
				"%s is not part of the epochs of %s.".formatted(data.path(), plan.application()),
				"It was given as a directory that is there on every node by other means.",
				"See that it is: the same content, mounted at the same place. Or protect with --data %s.".formatted(data.path()))));
		for (MountTable.Mount mount : mounts.mounts()) {
			if (isHidden(mount, plan)) {
				problems.add(hidden(mount.point(), plan));
			}
		}
		return problems;
	}

	private static boolean isHidden(MountTable.Mount mount, CapsulePlan plan) {
		Path point = mount.point();
		boolean data = KINDS.contains(mount.type()) && point.getNameCount() > 0 && !plan.home().startsWith(point) && !point.startsWith(plan.home())
				&& !point.startsWith("/boot") && !point.startsWith("/run") && Files.isDirectory(point);
		return data && plan.settings().data().stream().noneMatch(d -> Path.of(d.path()).startsWith(point) || point.startsWith(d.path()));
	}

	private static Problem hidden(Path point, CapsulePlan plan) {
		boolean named = mentions(plan, point);
		String summary = "The volume at %s is not in the capsule of %s.".formatted(point, plan.application());
		String why = named ? "The application's command, directory or environment names it." : "A capsule shows the root file system only.";
		String remedy = "If the application needs it: --data DIR (replicated) or --bind DIR (there on every node by other means).";
		return named ? Problem.warning("volume-not-covered", summary, why, remedy)
				: new Problem("volume-not-covered", org.understudy.model.Severity.INFO, summary, why, remedy, "");
	}

	private static boolean mentions(CapsulePlan plan, Path point) {
		String place = point.toString();
		return Path.of(plan.workingDirectory()).startsWith(point) || plan.command().stream().anyMatch(word -> word.contains(place))
				|| plan.environment().values().stream().anyMatch(value -> value.contains(place));
	}
}
