// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.understudy.core.port.Capsule;
import org.understudy.core.port.Capture;
import org.understudy.core.port.CheckpointEngine.Connections;
import org.understudy.core.port.EpochStore.Checkout;
import org.understudy.core.port.EpochStore.Use;
import org.understudy.model.Epoch;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/** With the real CRIU and the real redis. */
class CriuEngineTest {

	@TempDir
	Path dir;
	private CriuEngine engine;
	private Path memory;

	@BeforeEach
	void probe() throws IOException {
		Shell.assumeRoot();
		Shell.assumeProgram("redis-server");
		memory = Files.createDirectory(dir.resolve("memory"));
		engine = new CriuEngine(CriuEngine.candidates(System.getenv(), dir), memory.resolve("criu"), Clock.systemUTC(), System::nanoTime);
		List<Problem> problems = engine.probe();
		Assumptions.assumeTrue(problems.isEmpty(), () -> "needs CRIU: " + problems);
	}

	@Test
	void tenEpochsUnderChurnThenTheLastOneGoesOnElsewhere() throws Exception {
		Shell.run("mount -t tmpfs understudy-test \"$1\"", memory);
		try (RedisCapsule alpha = RedisCapsule.prepare("ckt-alpha", dir.resolve("alpha"));
				Trial trial = new Trial(Trial.open(dir.resolve("store")))) {
			Capsule running = alpha.start();
			Process churn = churn(alpha);
			List<Long> values = new ArrayList<>();
			for (int epoch = 1; epoch <= 10; epoch++) {
				values.add(Long.parseLong(alpha.redis("incr epochs")));
				Path into = Files.createDirectory(memory.resolve("e" + epoch));
				Capture capture = engine.capture(running, into);
				assertTrue(capture.anatomy().pause().toMillis() > 0 && capture.anatomy().files().toNanos() > 0, capture::toString);
				trial.ship(capture, 1, epoch);
				Tree.delete(into);
				assertTrue(churn.isAlive(), "connections go on");
			}
			Subprocess.kill(churn);
			assertTrue(churn.waitFor(5, TimeUnit.SECONDS));
			assertEquals("11", alpha.redis("incr epochs"));
			assertEquals("", Shell.run("nsenter --net=\"$1\" nft list tables", running.netns()));
			restored(trial, "10");
			assertEquals("12", alpha.redis("incr epochs"), "the original went on");
			assertEquals(10, values.size());
		} finally {
			Shell.run("umount -l \"$1\"", memory);
		}
	}

	/** Connects anew for every command. */
	private static Process churn(RedisCapsule capsule) throws IOException {
		return Subprocess.builder(List.of("nsenter", "--net=" + capsule.prepared.netns(), "redis-benchmark", "-h", RedisCapsule.ADDRESS,
				"-k", "0", "-c", "8", "-n", "100000000", "-q", "incr", "churn"), Path.of("/dev/null")).start();
	}

	private void restored(Trial trial, String expected) throws Exception {
		Path home = Files.createDirectory(dir.resolve("beta"));
		Shell.run("mount -t tmpfs understudy-test \"$1\"", home);
		try (Checkout checkout = trial.store.checkout(Trial.REDIS, new Epoch(10), home.resolve("upper"), Use.CLONE);
				RedisCapsule beta = RedisCapsule.prepare("ckt-beta", home)) {
			long pid = engine.restore(beta.prepared, checkout.images(), Connections.CLOSED);
			assertTrue(Files.readString(Path.of("/proc/" + pid + "/cgroup")).contains("understudy-test-ckt-beta"));
			assertEquals(expected, beta.redis("get epochs"));
			// files and memory of one instant: what the log of commands says is what memory holds
			String inMemory = beta.redis("get churn");
			beta.redis("debug loadaof");
			assertEquals(inMemory, beta.redis("get churn"));
			assertEquals("11", beta.redis("incr epochs"));
		}
	}

	@Test
	void anApplicationThatCannotBeCapturedGoesOnAndTheReasonIsTold() throws Exception {
		Shell.run("mount -t tmpfs understudy-test \"$1\"", memory);
		try (RedisCapsule capsule = RedisCapsule.prepare("ckt-gamma", dir.resolve("gamma"))) {
			Capsule running = capsule.start();
			addProcessWithOwnNamespace(running);
			Path into = Files.createDirectory(memory.resolve("e1"));
			Problem problem = assertThrows(ProblemException.class, () -> engine.capture(running, into)).problem();
			assertEquals("capture-failed", problem.code(), problem::toString);
			assertTrue(problem.summary().contains("ipc namespace of its own"), problem::toString);
			assertEquals("PONG", capsule.redis("ping"));
			assertEquals("", Shell.run("nsenter --net=\"$1\" nft list tables", running.netns()));
		} finally {
			Shell.run("umount -l \"$1\"", memory);
		}
	}

	/** CRIU refuses nested IPC namespaces. The process becomes a child of the capsule's first one, and ends with it. */
	private static void addProcessWithOwnNamespace(Capsule capsule) throws IOException {
		Shell.run("""
				nsenter -t $1 -m -u -i -n -p -- sh -c 'exec setsid unshare -i sleep 600 <&- >&- 2>&- & '
				for i in $(seq 100); do
				  for c in $(cat /proc/$1/task/$1/children); do grep -qx sleep /proc/$c/comm && exit; done; sleep 0.02; done; exit 1
				""", capsule.rootPid());
	}

	/**
	 * Invariant 3: every frozen application is thawed; and no packet of it stays held back. Killed while the files are taken: earlier, with
	 * its code inside the application, the death of criu can be that of the application.
	 */
	@Test
	void theApplicationGoesOnWhenCriuIsKilledWhileItIsFrozen() throws Exception {
		Shell.run("mount -t tmpfs understudy-test \"$1\"", memory);
		try (RedisCapsule capsule = RedisCapsule.prepare("ckt-epsilon", dir.resolve("epsilon"))) {
			Capsule running = capsule.start();
			engine.capture(running, Files.createDirectory(memory.resolve("first")));
			// takes long enough to copy for the kill to come in time
			Shell.run("dd if=/dev/zero of=\"$1\" bs=1M count=400 status=none", running.upper().resolve("large"));
			Path into = Files.createDirectory(memory.resolve("killed"));
			Thread killer = Thread.ofPlatform().start(CriuEngineTest::killCriuInItsHook);
			Problem problem = assertThrows(ProblemException.class, () -> engine.capture(running, into)).problem();
			killer.join();
			assertEquals("capture-failed", problem.code(), problem::toString);
			assertEquals("PONG", capsule.redis("ping"));
			assertEquals("", Shell.run("nsenter --net=\"$1\" nft list tables", running.netns()));
			engine.capture(running, Files.createDirectory(memory.resolve("last")));
		} finally {
			Shell.run("umount -l \"$1\"", memory);
		}
	}

	private static void killCriuInItsHook() {
		long end = System.nanoTime() + 10_000_000_000L;
		while (System.nanoTime() < end) {
			var criu = ProcessHandle.current().children().filter(child -> child.descendants().anyMatch(CriuEngineTest::waits)).findFirst();
			if (criu.isPresent()) {
				criu.get().destroyForcibly();
				return;
			}
		}
	}

	private static boolean waits(ProcessHandle process) {
		return process.info().commandLine().orElse("").contains("answered");
	}

	@Test
	void aFailedRestoreLeavesNoProcess() throws Exception {
		try (RedisCapsule capsule = RedisCapsule.prepare("ckt-delta", dir.resolve("delta"))) {
			Path images = Files.createDirectory(dir.resolve("images"));
			Files.writeString(images.resolve("inventory.img"), "nonsense");
			Problem problem = assertThrows(ProblemException.class, () -> engine.restore(capsule.prepared, images, Connections.CLOSED)).problem();
			assertEquals("restore-failed", problem.code(), problem::toString);
			assertEquals("", Files.readString(capsule.prepared.cgroup().resolve("cgroup.procs")));
		}
	}
}
