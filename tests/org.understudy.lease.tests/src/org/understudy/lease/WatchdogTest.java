// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Severity;

/** With a real process in a real cgroup. */
@Timeout(60)
class WatchdogTest {

	private static final Duration GRACE = Duration.ofMillis(1500);

	@TempDir
	Path state;

	private Path cgroup;
	private Process capsule;

	@BeforeEach
	void aProcessInACgroup() throws Exception {
		Optional<Path> mount = cgroup2();
		assumeTrue(mount.isPresent(), "no cgroup2 file system is mounted");
		assumeTrue(Files.isWritable(mount.get()), "this user may not make cgroups (run as root)");
		cgroup = Files.createDirectory(mount.get().resolve("understudy-watchdog-test-" + ProcessHandle.current().pid()));
		capsule = new ProcessBuilder("sleep", "300").start();
		Files.writeString(cgroup.resolve("cgroup.procs"), Long.toString(capsule.pid()));
	}

	@AfterEach
	void remove() throws Exception {
		if (cgroup != null && Files.exists(cgroup)) {
			Files.writeString(cgroup.resolve("cgroup.kill"), "1");
			assertTrue(capsule.waitFor(10, TimeUnit.SECONDS));
			await("the cgroup can be removed", () -> cgroup.toFile().delete() || !Files.exists(cgroup));
		}
	}

	@Test
	void freezesWhenNotFedAndThawsWhenFedAgain() throws Exception {
		try (Watchdog watchdog = Watchdog.start(new Watchdog.Ward(cgroup, List.of()), state, GRACE, in(600))) {
			for (int i = 0; i < 10; i++) {
				watchdog.feed(in(600));
				LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
				assertFalse(frozen(), "fed in time");
			}
			long deadline = in(600);
			watchdog.feed(deadline);
			await("frozen", this::frozen);
			long late = System.nanoTime() - deadline;
			assertTrue(late > -20_000_000, "frozen too early by ns " + -late);
			assertTrue(late < LeaseTiming.DEFAULT.freezeWithin().toNanos() + 300_000_000, "frozen too late by ns " + late);
			watchdog.feed(in(5000));
			await("thawed", () -> !frozen());
			watchdog.feed(in(-1));
			await("frozen at once", this::frozen);
			watchdog.feed(in(5000));
			await("thawed again", () -> !frozen());
		}
	}

	@Test
	void freezesAgainWhatSomebodyElseThawed() throws Exception {
		try (Watchdog _ = Watchdog.start(new Watchdog.Ward(cgroup, List.of()), state, GRACE, in(0))) {
			await("frozen", this::frozen);
			Files.writeString(cgroup.resolve("cgroup.freeze"), "0");
			await("thawed by somebody", () -> !frozen());
			await("frozen again", this::frozen);
		}
	}

	/** The agent is a process of its own here: killed, its end of the pipe closes. */
	@Test
	void freezesThenKillsWhenTheAgentDiesAndNoOtherComes() throws Exception {
		Process agent = feeder(Duration.ofMillis(700));
		Path record = state.resolve(cgroup.getFileName() + ".watchdog");
		await("watchdog there", () -> Files.exists(record) && !read(record).isEmpty());
		ProcessHandle watchdog = ProcessHandle.of(Long.parseLong(read(record).split(" ")[0])).orElseThrow();
		assertEquals(watchdog.pid(), session(watchdog.pid()), "in a session of its own");
		watchdog.destroy(); // SIGTERM, as to a whole group: is ignored
		agent.destroyForcibly();
		await("frozen", this::frozen);
		assertTrue(capsule.isAlive());
		await("killed", () -> !capsule.isAlive());
		await("watchdog ends", () -> ended(watchdog));
		String log = Files.readString(state.resolve(cgroup.getFileName() + ".watchdog.log"));
		assertTrue(log.matches("(?s).* the agent of .* died\n.* froze .*\n.* killed .*: no agent came back within 1500 ms\n"), log);
	}

	@Test
	void aNewAgentTakesTheCapsuleOverBeforeItIsKilled() throws Exception {
		Process agent = feeder(Duration.ofMillis(100));
		Path record = state.resolve(cgroup.getFileName() + ".watchdog");
		await("watchdog there", () -> Files.exists(record) && !read(record).isEmpty());
		ProcessHandle old = ProcessHandle.of(Long.parseLong(read(record).split(" ")[0])).orElseThrow();
		agent.destroyForcibly();
		await("frozen", this::frozen);
		try (Watchdog watchdog = Watchdog.start(new Watchdog.Ward(cgroup, List.of()), state, GRACE, in(5000))) {
			assertTrue(ended(old));
			await("thawed by the new one", () -> !frozen());
			watchdog.feed(in(5000));
			LockSupport.parkNanos(GRACE.plusMillis(500).toNanos());
			assertTrue(capsule.isAlive());
		}
	}

	@Test
	void anOrphanThatIsNotRecordedStepsBackForTheOneThatIs() throws Exception {
		Process agent = feeder(Duration.ofMillis(1000));
		Path record = state.resolve(cgroup.getFileName() + ".watchdog");
		await("watchdog there", () -> Files.exists(record) && !read(record).isEmpty());
		ProcessHandle orphan = ProcessHandle.of(Long.parseLong(read(record).split(" ")[0])).orElseThrow();
		Files.delete(record);
		try (Watchdog _ = Watchdog.start(new Watchdog.Ward(cgroup, List.of()), state, GRACE, in(20_000))) {
			agent.destroyForcibly();
			await("stepped back", () -> ended(orphan));
			assertFalse(frozen());
			assertTrue(capsule.isAlive());
		}
	}

	@Test
	void goodbyeLeavesTheCapsuleRunning() throws Exception {
		Watchdog watchdog = Watchdog.start(new Watchdog.Ward(cgroup, List.of()), state, GRACE, in(5000));
		watchdog.close();
		assertFalse(watchdog.isAlive());
		assertFalse(frozen());
		assertTrue(capsule.isAlive());
		assertThrows(ProblemException.class, () -> watchdog.feed(in(1000)));
		watchdog.close();
	}

	@Test
	void endsWhenTheCgroupVanishes() throws Exception {
		Watchdog watchdog = Watchdog.start(new Watchdog.Ward(cgroup, List.of()), state, GRACE, in(30_000));
		capsule.destroyForcibly().waitFor();
		await("the cgroup can be removed", () -> cgroup.toFile().delete());
		await("watchdog ends", () -> !watchdog.isAlive());
		assertEquals("watchdog-dead", assertThrows(ProblemException.class, () -> watchdog.feed(in(1000))).problem().code());
		watchdog.close();
	}

	/** Another JVM that starts the watchdog, feeds it once, and hangs. */
	private Process feeder(Duration lease) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new ProcessBuilder(java, "-cp", classes(state.resolve("classes")).toString(), Feeder.class.getName(), cgroup.toString(),
				state.toString(), Long.toString(lease.toMillis()), Long.toString(GRACE.toMillis())).inheritIO().start();
	}

	/** A directory with the few classes it needs: in OSGi there is no class path to hand on. */
	private static Path classes(Path directory) throws IOException {
		List<Class<?>> needed = List.of(Feeder.class, Watchdog.class, Watchdog.Ward.class, Problem.class, ProblemException.class, Severity.class);
		for (Class<?> type : needed) {
			copy(type.getName().replace('.', '/') + ".class", directory);
		}
		copy("org/understudy/lease/watchdog.sh", directory);
		return directory;
	}

	private static void copy(String resource, Path directory) throws IOException {
		Path target = directory.resolve(resource);
		Files.createDirectories(target.getParent());
		try (InputStream in = WatchdogTest.class.getResourceAsStream("/" + resource)) {
			Files.copy(in, target);
		}
	}

	/** Main of the other JVM. */
	static final class Feeder {

		private Feeder() {
		}

		public static void main(String[] args) throws ProblemException {
			long deadline = System.nanoTime() + Duration.ofMillis(Long.parseLong(args[2])).toNanos();
			Watchdog watchdog = Watchdog.start(new Watchdog.Ward(Path.of(args[0]), List.of()), Path.of(args[1]), Duration.ofMillis(Long.parseLong(args[3])), deadline);
			while (watchdog.isAlive()) {
				LockSupport.parkNanos(1_000_000_000);
			}
		}
	}

	private static Optional<Path> cgroup2() throws IOException {
		Predicate<String> isCgroup2 = line -> line.contains(" - cgroup2 ");
		try (var lines = Files.lines(Path.of("/proc/self/mountinfo"))) {
			return lines.filter(isCgroup2).map(line -> Path.of(line.split(" ")[4])).findFirst();
		}
	}

	private static long session(long pid) throws IOException {
		String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
		return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
	}

	/** A zombie has ended too; who inherits it may be slow to bury it. */
	private static boolean ended(ProcessHandle process) {
		Path stat = Path.of("/proc/" + process.pid() + "/stat");
		try {
			return Files.readString(stat).contains(") Z ");
		} catch (IOException _) {
			return !Files.exists(stat);
		}
	}

	private boolean frozen() {
		return read(cgroup.resolve("cgroup.events")).contains("frozen 1");
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static long in(long millis) {
		return System.nanoTime() + Duration.ofMillis(millis).toNanos();
	}

	private static void await(String what, BooleanSupplier condition) {
		long deadline = in(15_000);
		while (!condition.getAsBoolean()) {
			assertTrue(System.nanoTime() < deadline, "not in time: " + what);
			LockSupport.parkNanos(5_000_000);
		}
	}
}
