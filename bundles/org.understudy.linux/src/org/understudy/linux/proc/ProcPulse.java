// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.Pulse;

/**
 * The pulse of a capsule: its cgroup lists its processes in one read; the size of {@code /proc/PID/fd} is the number of descriptors
 * since Linux 6.2 (fs/proc/fd.c), else they are counted; the links of {@code /proc/PID/task} are its threads; the file behind
 * {@code exe} changes with execve(2). A handful of system calls for each process.
 */
public final class ProcPulse implements Pulse {

	private final Path proc;

	/** @param proc where procfs is mounted, {@code /proc} */
	public ProcPulse(Path proc) {
		this.proc = proc;
	}

	@Override
	public long take(Capsule capsule) {
		long pulse = 1;
		for (String pid : processes(capsule.cgroup())) {
			pulse = 31 * pulse + pid.hashCode();
			pulse = 31 * pulse + descriptors(proc.resolve(pid).resolve("fd"));
			pulse = 31 * pulse + links(proc.resolve(pid).resolve("task"));
			pulse = 31 * pulse + executable(proc.resolve(pid).resolve("exe"));
		}
		return pulse;
	}

	private static Iterable<String> processes(Path cgroup) {
		try {
			return Files.readAllLines(cgroup.resolve("cgroup.procs"));
		} catch (IOException _) {
			return java.util.List.of(); // it is being removed: the guard notices by itself
		}
	}

	private static long descriptors(Path directory) {
		try {
			long size = Files.size(directory);
			String[] names = size > 0 ? null : new File(directory.toString()).list();
			return names == null ? size : names.length;
		} catch (IOException _) {
			return -1;
		}
	}

	private static long links(Path directory) {
		try {
			return ((Number) Files.getAttribute(directory, "unix:nlink")).longValue();
		} catch (IOException | UnsupportedOperationException _) {
			return -1;
		}
	}

	private static long executable(Path link) {
		try {
			return Files.readAttributes(link, BasicFileAttributes.class).fileKey().hashCode();
		} catch (IOException _) {
			return -1;
		}
	}
}
