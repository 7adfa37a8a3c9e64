// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.understudy.model.ProblemException;

/** What the demo reads of this machine, by {@code /proc} and {@code /sys}. */
final class Host {

	static final File NOTHING = new File("/dev/null");
	static final Path NETNS = Path.of("/run/netns");
	private static final Path PROC = Path.of("/proc");
	private static final int START_TIME = 20;

	private Host() {
	}

	static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	/** Where the program is; administrators' directories are searched too, which a user's path may lack. */
	static Optional<Path> program(String name) {
		String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin:/usr/bin:/bin";
		return Stream.of(path.split(":")).filter(d -> !d.isEmpty()).map(d -> Path.of(d, name)).filter(Files::isExecutable).findFirst();
	}

	/** The mount point of cgroup version 2. */
	static Optional<Path> cgroups() {
		return lines(PROC.resolve("self/mountinfo")).stream().filter(l -> l.contains(" - cgroup2 ")).map(l -> Path.of(l.split(" ")[4]))
				.findFirst();
	}

	static Set<String> mounts() {
		Set<String> points = new TreeSet<>();
		lines(PROC.resolve("self/mountinfo")).forEach(l -> points.add(l.split(" ")[4]));
		return points;
	}

	/** Interfaces of this process' own network namespace: /sys would show those of whoever mounted it. */
	static Set<String> interfaces() {
		Set<String> names = new TreeSet<>();
		lines(PROC.resolve("self/net/dev")).stream().filter(l -> l.contains(":")).forEach(l -> names.add(l.substring(0, l.indexOf(':')).strip()));
		return names;
	}

	/** Names in a directory; none when it is not there. */
	static Set<String> names(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			Set<String> names = new TreeSet<>();
			files.forEach(f -> names.add(f.getFileName().toString()));
			return names;
		} catch (NoSuchFileException | java.nio.file.NotDirectoryException _) {
			return Set.of();
		} catch (IOException | UncheckedIOException e) {
			throw new UncheckedIOException("cannot list " + directory, new IOException(e));
		}
	}

	static List<Long> processes() {
		return names(PROC).stream().filter(n -> n.matches("\\d+")).map(Long::valueOf).toList();
	}

	/** Arguments separated by spaces; empty for a zombie, a kernel thread and a process that is gone. */
	static String commandLine(long pid) {
		return text(PROC.resolve(pid + "/cmdline")).replace('\0', ' ').strip();
	}

	/** When a process started, in clock ticks since boot: tells it from a later one of the same number. Empty when gone or a zombie. */
	static Optional<String> startTime(long pid) {
		String stat = text(PROC.resolve(pid + "/stat"));
		// The name in parentheses may itself hold parentheses and spaces: proc_pid_stat(5).
		String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
		boolean over = fields.length < START_TIME || fields[0].equals("Z") || fields[0].equals("X");
		return over ? Optional.empty() : Optional.of(fields[START_TIME - 1]);
	}

	/** Inode of a process' network namespace; empty when gone. */
	static String networkOf(long pid) {
		try {
			return Files.readSymbolicLink(PROC.resolve(pid + "/ns/net")).toString();
		} catch (IOException _) {
			return "";
		}
	}

	/** As {@link #networkOf} names it, for a named namespace. */
	static String networkNamed(String name) {
		try {
			return "net:[" + Files.getAttribute(NETNS.resolve(name), "unix:ino") + "]";
		} catch (IOException _) {
			return "no such namespace";
		}
	}

	/** A process that ended between two looks reads as nothing: normal for /proc. */
	static String text(Path file) {
		try {
			return Files.readString(file);
		} catch (IOException _) {
			return "";
		}
	}

	/** A directory or file with all below it; nothing when it is not there. */
	static void delete(Path tree) throws IOException {
		if (Files.notExists(tree, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		try (Stream<Path> walk = Files.walk(tree)) {
			for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(path);
			}
		} catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	private static List<String> lines(Path file) {
		return text(file).lines().toList();
	}

	/** Looks twenty times a second; false when it did not become true in time. */
	static boolean await(Duration deadline, BooleanSupplier condition) throws ProblemException {
		long end = System.nanoTime() + deadline.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				return false;
			}
			pause(Duration.ofMillis(50));
		}
		return true;
	}

	static void pause(Duration time) throws ProblemException {
		try {
			java.util.concurrent.TimeUnit.NANOSECONDS.sleep(time.toNanos());
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new ProblemException(org.understudy.model.Problem.warning("cancelled", "The demo was cancelled.", "", ""), e);
		}
	}
}
