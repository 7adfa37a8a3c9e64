// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.capsule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.linux.process.Command;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** A capsule's directories and mounts on the host. */
final class CapsuleFiles {

	/** A copied-up directory may be renamed only within its layer then, and no file is without its content: a copy of upper is whole. */
	private static final String WHOLE = ",metacopy=off,redirect_dir=off";
	/** Gives files handles that stay: inotify watches can be dumped. */
	private static final String HANDLES = ",index=on,nfs_export=on";
	private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
	private static final Duration REMOVAL = Duration.ofMinutes(2);

	private CapsuleFiles() {
	}

	static MountTable mounts() {
		try {
			return MountTable.parse(Files.readAllLines(MOUNTS));
		} catch (IOException e) {
			throw new UncheckedIOException(MOUNTS.toString(), e);
		}
	}

	/** Makes the directories, mounts the overlay and the {@code /dev} tree. */
	static void mount(Capsule capsule) throws ProblemException {
		Path work = CapsuleLayout.work(capsule.plan());
		try {
			makeDirectories(capsule, work);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("home-failed", "%s cannot be written.".formatted(capsule.plan().home()), "",
					"Look whether its file system is full or read-only."), e);
		}
		boolean filled = !isEmpty(capsule.upper());
		Volumes.separate(capsule.plan());
		install(capsule);
		if (filled || !overlay(capsule, work, HANDLES + WHOLE).succeeded()) {
			// filled: its trusted.overlay.origin attributes name another host's file system; nfs_export would then hide what is below them
			requireMounted(overlay(capsule, work, WHOLE), capsule);
		}
		Volumes.bind(capsule, filled);
		bash(Script.DEV, capsule.dev().toString());
	}

	private static void install(Capsule capsule) throws ProblemException {
		try {
			InitProgram.install(capsule.upper());
		} catch (IOException e) {
			throw new ProblemException(Problem.error("home-failed", "%s cannot be written.".formatted(capsule.upper()), "",
					"Look whether its file system is full or read-only."), e);
		}
	}

	private static void makeDirectories(Capsule capsule, Path work) throws IOException {
		Files.createDirectories(capsule.plan().home());
		// the capsule's record holds its environment, and that may hold secrets
		Files.setPosixFilePermissions(capsule.plan().home(), PosixFilePermissions.fromString("rwx------"));
		for (Path directory : List.of(capsule.upper(), work, capsule.root(), capsule.dev())) {
			Files.createDirectories(directory);
			// the upper directory's mode becomes that of the capsule's /
			Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
	}

	private static Command.Result overlay(Capsule capsule, Path work, String options) throws ProblemException {
		return Command.of("mount", "-t", "overlay", "understudy", "-o",
				"lowerdir=/,upperdir=%s,workdir=%s%s".formatted(capsule.upper(), work, options), capsule.root().toString()).tryRun();
	}

	private static void requireMounted(Command.Result result, Capsule capsule) throws ProblemException {
		if (!result.succeeded()) {
			throw Problem.error("overlay-failed", "The capsule's file system cannot be mounted.", result.output().strip(),
					"Let %s be on a file system that can hold the upper directory of an overlay: ext4, xfs, tmpfs."
							.formatted(capsule.plan().home()))
					.exception();
		}
	}

	private static void bash(Script script, String argument) throws ProblemException {
		Command.of("bash", "-c", script.text(), script.name(), argument).run();
	}

	/** Unmounts everything at and below the capsule's mount points; what does not go is detached. */
	static void unmount(Capsule capsule) throws ProblemException {
		for (Path point : mountPoints(capsule)) {
			if (!Command.of("umount", point.toString()).tryRun().succeeded()) {
				Command.of("umount", "--lazy", point.toString()).tryRun();
			}
		}
	}

	static List<Path> mountPoints(Capsule capsule) {
		MountTable mounts = mounts();
		return Stream.of(capsule.dev(), capsule.root()).map(mounts::below).flatMap(List::stream).toList();
	}

	/**
	 * Removes the directories; refuses while something is mounted in them, for that would remove what is not ours. A home that is a mount
	 * point itself stays, empty.
	 */
	static void remove(CapsulePlan plan, boolean keepUpper) throws ProblemException {
		if (!mounts().below(plan.home().resolve("root")).isEmpty()) {
			throw Problem.error("still-mounted", "%s is still mounted and stays.".formatted(plan.home()), "", "").exception();
		}
		List<String> line = new ArrayList<>(List.of("rm", "-rf", "--one-file-system", "--"));
		entries(plan.home()).stream().filter(entry -> !keepUpper || !entry.equals(plan.upper())).map(Path::toString).forEach(line::add);
		new Command(line, REMOVAL).run();
		// fails, as it should, when upper is kept or this is a mount point
		plan.home().toFile().delete();
	}

	static boolean isEmpty(Path directory) {
		return entries(directory).isEmpty();
	}

	/** None when there is no such directory. */
	private static List<Path> entries(Path directory) {
		try (Stream<Path> entries = Files.list(directory)) {
			return entries.toList();
		} catch (IOException _) {
			return List.of();
		}
	}
}
