// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.EpochStore.Checkout;
import org.understudy.core.port.EpochStore.Use;
import org.understudy.model.Epoch;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * Faults of a real criu on a real program: one that counts in memory and writes each number to a log, so that a gap or a repetition
 * shows whenever its memory and its files are not of one instant.
 */
class CaptureFaultsTest {

	private static final Duration SOON = Duration.ofSeconds(20);
	private static final String LOG = "srv/log";
	private static final String COUNTER = "perl -e '$|=1; $x=\"a\"x(12<<20); open F,\">>\",\"/srv/log\"; while(1){ $n++; syswrite F,\"$n\\n\"; select undef,undef,undef,0.002 }'";

	@TempDir
	Path dir;
	private Path memory;
	private CriuEngine engine;
	private RedisCapsule capsule;
	private Capsule running;

	@BeforeEach
	void probe() throws IOException {
		Shell.assumeRoot();
		Shell.assumeProgram("perl");
		memory = Files.createDirectory(dir.resolve("memory"));
		engine = new CriuEngine(CriuEngine.candidates(System.getenv(), dir), memory.resolve("criu"), Clock.systemUTC(), System::nanoTime);
		List<Problem> problems = engine.probe();
		Assumptions.assumeTrue(problems.isEmpty(), () -> "needs CRIU: " + problems);
		Shell.run("mount -t tmpfs understudy-test \"$1\"", memory);
	}

	@AfterEach
	void clear() throws IOException {
		if (capsule != null) {
			capsule.close();
		}
		if (memory != null) {
			Shell.attempt("umount -l \"$1\"", memory);
		}
	}

	private void start(String program) throws IOException {
		capsule = RedisCapsule.prepare("ckf-alpha", dir.resolve("alpha"));
		running = capsule.start(program);
	}

	private static List<String> numbers(Path upper) throws IOException {
		String text = Files.readString(upper.resolve(LOG));
		return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
	}

	private static void assertNoGap(List<String> numbers) {
		for (int i = 0; i < numbers.size(); i++) {
			assertEquals(Integer.toString(i + 1), numbers.get(i), () -> "of " + numbers.size() + " lines");
		}
	}

	private static boolean await(Duration deadline, BooleanSupplier condition) throws InterruptedException {
		long end = System.nanoTime() + deadline.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				return false;
			}
			Thread.sleep(2); // polls what another process does
		}
		return true;
	}

	private boolean goesOn() {
		try {
			return await(SOON, grows(running.upper()));
		} catch (InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	private BooleanSupplier grows(Path upper) {
		long before = upper.resolve(LOG).toFile().length();
		return () -> upper.resolve(LOG).toFile().length() > before;
	}

	private boolean lives() {
		return Files.exists(Path.of("/proc", Long.toString(running.rootPid())));
	}

	/**
	 * Invariants 2 and 3. While criu's code runs inside the application, which is a few percent of a capture, the death of criu can be
	 * that of the application: then the last epoch that was committed goes on where it was captured.
	 */
	@Test
	void criuDiesAtRandomMoments() throws Exception {
		start(COUNTER);
		Random random = new Random();
		int kills = 0;
		try (Trial trial = new Trial(Trial.open(dir.resolve("store")))) {
			capture(trial, 1);
			int epoch = 1;
			for (int i = 0; i < 20 && lives(); i++) {
				Thread killer = killCriu(random.nextLong(1, 90));
				Path into = Files.createDirectory(memory.resolve("k" + i));
				try {
					trial.ship(engine.capture(running, into), 1, ++epoch);
				} catch (ProblemException e) {
					kills++;
					assertEquals("capture-failed", e.problem().code(), e.problem()::toString);
				} finally {
					killer.join();
					Tree.delete(into);
				}
				if (lives()) {
					assertTrue(goesOn() || !lives(), "it stands still after kill " + kills);
					assertEquals("", Shell.run("nsenter --net=\"$1\" nft list tables", running.netns()), "packets are held back");
				}
			}
			assertNoGap(numbers(running.upper()));
			if (lives()) {
				capture(trial, ++epoch);
			}
			restored(trial);
		}
		int seen = kills;
		assertTrue(seen > 0, "no kill hit");
		assertTrue(await(SOON, () -> ProcessHandle.allProcesses().map(p -> p.info().commandLine().orElse(""))
				.noneMatch(line -> line.contains(memory.toString()))), "what criu had forked is left");
	}

	private void capture(Trial trial, int epoch) throws IOException, ProblemException {
		Path into = Files.createDirectory(memory.resolve("e" + epoch));
		trial.ship(engine.capture(running, into), 1, epoch);
		Tree.delete(into);
	}

	/** criu is a child of this process: {@code nsenter} becomes it. */
	private static Thread killCriu(long afterMillis) {
		return Thread.ofPlatform().start(() -> {
			try {
				ProcessHandle[] criu = { null };
				await(Duration.ofSeconds(10), () -> {
					criu[0] = ProcessHandle.current().children().filter(p -> p.info().commandLine().orElse("").contains("--action-script")).findFirst()
							.orElse(null);
					return criu[0] != null;
				});
				Thread.sleep(afterMillis); // a random moment of a capture
				if (criu[0] != null) {
					criu[0].destroyForcibly();
				}
			} catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
		});
	}

	private void restored(Trial trial) throws Exception {
		Epoch newest = trial.store.epochs(Trial.REDIS).getFirst().epoch();
		Path home = Files.createDirectory(dir.resolve("beta"));
		Shell.run("mount -t tmpfs understudy-test \"$1\"", home);
		try (Checkout checkout = trial.store.checkout(Trial.REDIS, newest, home.resolve("upper"), Use.CLONE);
				RedisCapsule beta = RedisCapsule.prepare("ckf-beta", home)) {
			int captured = numbers(beta.prepared.upper()).size();
			engine.restore(beta.prepared, checkout.images());
			assertTrue(await(SOON, grows(beta.prepared.upper())), "the restored one goes on");
			List<String> after = numbers(beta.prepared.upper());
			assertTrue(after.size() > captured);
			// memory and files of one instant: the next number is the next number
			assertNoGap(after);
		}
	}

	@Test
	void anApplicationThatForksIsCapturedWhole() throws Exception {
		start("perl -e 'mkdir \"/srv\"; for (1..200) { if (!fork) { sleep 600 while 1 } } open F,\">>\",\"/srv/log\"; while(1){ $n++; syswrite F,\"$n\\n\"; select undef,undef,undef,0.01 }'");
		assertTrue(await(SOON, () -> processes(running) >= 201), () -> processes(running) + " processes");
		try (Trial trial = new Trial(Trial.open(dir.resolve("store")))) {
			capture(trial, 1);
			assertTrue(goesOn());
			assertTrue(processes(running) >= 201, () -> processes(running) + " processes");
		}
	}

	private static int processes(Capsule capsule) {
		try {
			return Files.readAllLines(capsule.cgroup().resolve("cgroup.procs")).size();
		} catch (IOException _) {
			return -1;
		}
	}

	@Test
	void anApplicationThatEndsMeanwhileIsTold() throws Exception {
		start("perl -e 'open F,\">>\",\"/srv/log\"; syswrite F,\"1\\n\"; sleep 600'");
		assertTrue(await(SOON, () -> running.upper().resolve(LOG).toFile().exists()));
		Files.writeString(running.cgroup().resolve("cgroup.kill"), "1");
		assertTrue(await(SOON, () -> !lives()));
		try {
			engine.capture(running, Files.createDirectory(memory.resolve("gone")));
			throw new AssertionError("captured what is not there");
		} catch (ProblemException e) {
			assertEquals("capture-failed", e.problem().code());
			assertTrue(e.problem().summary().contains("has ended"), e.problem()::toString);
		}
	}

	@Test
	void anApplicationThatDoesNotFitIsNotTouched() throws Exception {
		start("perl -e 'open F,\">>\",\"/srv/log\"; while(1){ $n++; $x.=\"a\"x(1<<20) if $n < 60; syswrite F,\"$n\\n\"; select undef,undef,undef,0.005 }'");
		assertTrue(await(SOON, () -> running.upper().resolve(LOG).toFile().length() > 300));
		Shell.run("mount -o remount,size=40m \"$1\"", memory);
		try {
			engine.capture(running, Files.createDirectory(memory.resolve("full")));
			throw new AssertionError("captured what does not fit");
		} catch (ProblemException e) {
			assertEquals("no-room", e.problem().code(), e.problem()::toString);
		}
		assertTrue(goesOn());
		Shell.run("mount -o remount,size=400m \"$1\"", memory);
		engine.capture(running, Files.createDirectory(memory.resolve("room")));
		assertTrue(goesOn());
	}
}
