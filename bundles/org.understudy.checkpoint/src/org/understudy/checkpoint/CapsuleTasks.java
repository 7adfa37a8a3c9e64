// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

import org.understudy.core.port.Capsule;

/** The processes of a capsule, by its cgroup and {@code /proc}. */
final class CapsuleTasks {

	private static final Duration DEADLINE = Duration.ofSeconds(5);

	private final Capsule capsule;
	private final LongSupplier nanoTime;

	CapsuleTasks(Capsule capsule, LongSupplier nanoTime) {
		this.capsule = capsule;
		this.nanoTime = nanoTime;
	}

	List<String> pids() throws IOException {
		return Files.readAllLines(capsule.cgroup().resolve("cgroup.procs"));
	}

	/** Paths below the capsule's root, relative, that its processes share and map for writing. */
	Set<String> mappedForWriting() throws IOException {
		Set<String> paths = new HashSet<>();
		for (String pid : pids()) {
			try {
				// names in maps are bytes; ISO 8859-1 keeps the lines apart whatever they are
				Files.readString(Path.of("/proc", pid, "maps"), StandardCharsets.UTF_8).lines().forEach(line -> mapped(line, paths));
			} catch (NoSuchFileException e) {
				System.getLogger(CapsuleTasks.class.getName()).log(System.Logger.Level.TRACE, "vanished", e);
			}
		}
		return paths;
	}

	/** {@code address perms offset dev inode path}, proc_pid_maps(5). */
	static void mapped(String line, Set<String> into) {
		String[] fields = line.split(" +", 6);
		if (fields.length == 6 && fields[1].startsWith("w", 1) && fields[1].endsWith("s") && fields[5].startsWith("/")) {
			into.add(fields[5].substring(1).replace("\\012", "\n"));
		}
	}

	/** Whether a tracer holds every one: criu has seized them all. */
	boolean areAllTraced() throws IOException {
		return pids().stream().allMatch(CapsuleTasks::isTraced);
	}

	/** Waits until none is held by a tracer any more: the kernel lets them go when a tracer ends, ptrace(2). @return whether so */
	boolean awaitUntraced() throws IOException {
		return await(() -> pids().stream().noneMatch(CapsuleTasks::isTraced));
	}

	private static boolean isTraced(String pid) {
		try {
			return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
					.anyMatch(line -> line.startsWith("TracerPid:") && !line.endsWith("\t0"));
		} catch (NoSuchFileException e) {
			return false;
		} catch (IOException e) {
			// ESRCH: it ended between open and read
			return !String.valueOf(e.getMessage()).contains("No such process") && fail(e);
		}
	}

	private static boolean fail(IOException e) {
		throw new UncheckedIOException(e);
	}

	/** Kills every process of the cgroup at once. @return whether none is left */
	boolean kill() throws IOException {
		Files.writeString(capsule.cgroup().resolve("cgroup.kill"), "1");
		return await(() -> pids().isEmpty());
	}

	@FunctionalInterface
	private interface Condition {
		boolean holds() throws IOException;
	}

	private boolean await(Condition condition) throws IOException {
		long end = nanoTime.getAsLong() + DEADLINE.toNanos();
		while (!condition.holds()) {
			if (nanoTime.getAsLong() > end || Thread.currentThread().isInterrupted()) {
				return false;
			}
			java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
		}
		return true;
	}
}
