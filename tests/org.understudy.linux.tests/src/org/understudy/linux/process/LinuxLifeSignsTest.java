// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.core.port.LifeSigns.Exit;
import org.understudy.model.ApplicationName;

/** With real processes. */
@Timeout(60)
class LinuxLifeSignsTest {

	private final LinuxLifeSigns signs = new LinuxLifeSigns();
	private final BlockingQueue<Exit> told = new ArrayBlockingQueue<>(4);

	private static Capsule capsule(long pid) {
		Path nowhere = Path.of("/nonexistent");
		CapsulePlan plan = new CapsulePlan("x", new ApplicationName("x"), List.of("x"), Map.of(), "/", "10.0.0.1/24", CapsulePlan.Network.ISOLATED, nowhere);
		return new Capsule(plan, nowhere, nowhere, nowhere, nowhere, nowhere, nowhere, pid);
	}

	private Exit exit() throws InterruptedException {
		Exit exit = told.poll(30, TimeUnit.SECONDS);
		assertTrue(exit != null, "the end was not told");
		return exit;
	}

	@Test
	void theEndOfAProcessIsTold() throws Exception {
		Process process = new ProcessBuilder("sh", "-c", "read _; exit 3").start();
		try (var _ = signs.onExit(capsule(process.pid()), told::add)) {
			assertEquals(0, told.size());
			process.getOutputStream().close();
			Exit exit = exit();
			assertTrue(exit.signal().isEmpty() && (exit.code().isEmpty() || exit.code().getAsInt() == 3), exit.toString());
		}
	}

	@Test
	void theSignalThatKilledIsToldWhereTheKernelKnows() throws Exception {
		Process process = new ProcessBuilder("sleep", "300").start();
		try (var _ = signs.onExit(capsule(process.pid()), told::add)) {
			process.destroyForcibly();
			Exit exit = exit();
			assertTrue(exit.code().isEmpty() && (exit.signal().isEmpty() || exit.signal().getAsInt() == 9), exit.toString());
		}
	}

	@Test
	void whoIsGoneAlreadyIsToldToo() throws Exception {
		Process process = new ProcessBuilder("true").start();
		process.waitFor();
		try (var _ = signs.onExit(capsule(process.pid()), told::add)) {
			exit();
		}
	}

	@Test
	void aProcessThatWasStoppedShows() throws Exception {
		Process process = new ProcessBuilder("sleep", "300").start();
		try {
			new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start().waitFor();
			assertTrue(Poll.until(() -> signs.look(capsule(process.pid())).stopped(), java.time.Duration.ofSeconds(20)));
		} finally {
			process.destroyForcibly();
		}
	}
}
