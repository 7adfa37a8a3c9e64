// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.understudy.core.port.Capsule;
import org.understudy.core.port.LiveState.Subscription;
import org.understudy.core.port.ProcessEvents;
import org.understudy.core.port.ProcessEvents.Event;
import org.understudy.core.port.ProcessEvents.Kind;

/** What tells of changes between two looks: the kernel's events, and the pulse. */
@Timeout(120)
class ProcEventsTest {

	private static byte[] message(int what, int... data) {
		ByteBuffer message = ByteBuffer.allocate(76).order(ByteOrder.nativeOrder());
		message.putInt(0, 76).putInt(36, what);
		for (int i = 0; i < data.length; i++) {
			message.putInt(52 + 4 * i, data[i]);
		}
		return message.array();
	}

	private static List<Event> parse(byte[] bytes) {
		return ProcEventParser.parse(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
	}

	@Test
	void eventsOfProcessesAreRead() {
		assertEquals(List.of(new Event(Kind.FORK, 10, 20)), parse(message(1, 11, 10, 20, 20)));
		assertEquals(List.of(), parse(message(1, 11, 10, 21, 20)), "a thread");
		assertEquals(List.of(new Event(Kind.EXEC, 10, 0)), parse(message(2, 10, 10)));
		assertEquals(List.of(new Event(Kind.EXIT, 10, 0)), parse(message(0x80000000, 10, 10, 0, 17)));
		assertEquals(List.of(), parse(message(0x80000000, 11, 10, 0, 17)), "a thread");
		assertEquals(List.of(), parse(message(0, 0)), "the answer to the request");
	}

	@Test
	void noiseIsNoEventAndNoFailure() {
		Random random = new Random(11);
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = new byte[random.nextInt(120)];
			random.nextBytes(bytes);
			if (bytes.length > 4 && random.nextBoolean()) {
				ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putInt(0, random.nextInt(bytes.length + 8));
			}
			assertTrue(parse(bytes).size() <= bytes.length / 16);
		}
	}

	@Test
	void theKernelTellsOfAProcessThatComesAndGoes() throws Exception {
		Optional<ProcessEvents> open = ProcConnector.open();
		Assumptions.assumeTrue(open.isPresent(), "the proc connector needs root in the first network namespace");
		BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
		try (ProcessEvents events = open.get(); Subscription _ = events.listen(heard::add)) {
			// a busy host may have the kernel drop events, which it tells: then another process is as good
			boolean heardOf = false;
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
			while (!heardOf && System.nanoTime() < end) {
				heardOf = comesAndGoes(heard);
			}
			assertTrue(heardOf, "neither of several processes");
		}
	}

	private static boolean comesAndGoes(BlockingQueue<Event> heard) throws Exception {
		heard.clear();
		long pid = new ProcessBuilder("true").start().pid();
		boolean exec = false;
		boolean exit = false;
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (!(exec && exit) && System.nanoTime() < end) {
			Event event = heard.poll(1, TimeUnit.SECONDS);
			exec |= event != null && event.equals(new Event(Kind.EXEC, pid, 0));
			exit |= event != null && event.equals(new Event(Kind.EXIT, pid, 0));
		}
		return exec && exit;
	}

	@Test
	void thePulseTellsOfDescriptorsAndProcesses(@TempDir Path cgroup) throws Exception {
		Process cat = new ProcessBuilder("cat").start();
		try {
			cat.getOutputStream().write('x');
			cat.getOutputStream().flush();
			assertEquals('x', cat.getInputStream().read()); // it has started: nothing of it changes any more
			ProcPulse pulse = new ProcPulse(Path.of("/proc"));
			Capsule capsule = new Capsule(null, cgroup, cgroup, cgroup, cgroup, cgroup, cgroup, cat.pid());
			Process sh = new ProcessBuilder("sh", "-c", "printf r; read a; exec 7</dev/null; printf o; read b").start();
			try (InputStream answer = sh.getInputStream()) {
				assertEquals('r', answer.read());
				Files.writeString(cgroup.resolve("cgroup.procs"), cat.pid() + "\n" + sh.pid() + "\n");
				long before = pulse.take(capsule);
				assertEquals(before, pulse.take(capsule), "at rest");
				sh.getOutputStream().write('\n');
				sh.getOutputStream().flush();
				assertEquals('o', answer.read());
				long opened = pulse.take(capsule);
				assertNotEquals(before, opened, "a descriptor more");
				Files.writeString(cgroup.resolve("cgroup.procs"), cat.pid() + "\n");
				assertNotEquals(opened, pulse.take(capsule), "a process less");
			} finally {
				sh.destroyForcibly().waitFor();
			}
		} finally {
			cat.destroyForcibly().waitFor();
		}
	}
}
