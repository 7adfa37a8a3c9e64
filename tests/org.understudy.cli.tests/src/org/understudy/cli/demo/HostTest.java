// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.understudy.model.ProblemException;

class HostTest {

	@Test
	void aProcessIsKnownByItsStart() {
		long self = ProcessHandle.current().pid();
		assertEquals(Host.startTime(self), Host.startTime(self));
		assertTrue(Host.startTime(self).orElseThrow().matches("\\d+"));
		assertFalse(Host.startTime(self).equals(Host.startTime(ProcessHandle.current().parent().orElseThrow().pid())));
		assertEquals(Optional.empty(), Host.startTime(Long.MAX_VALUE));
	}

	@Test
	void whatIsNotThereReadsAsNothing() {
		assertEquals("", Host.text(Path.of("/proc/no")));
		assertEquals(Set.of(), Host.names(Path.of("/proc/no")));
		assertTrue(Host.processes().contains(ProcessHandle.current().pid()));
		assertTrue(Host.networkOf(ProcessHandle.current().pid()).startsWith("net:["));
	}

	@Test
	void waitingEnds() throws ProblemException {
		assertTrue(Host.await(Duration.ZERO, () -> true));
		assertFalse(Host.await(Duration.ofMillis(10), () -> false));
	}

	@Test
	void leaksAreWhatIsNew() {
		assertEquals(Set.of("mount /b"), new Leaks(Set.of("mount /a", "mount /b")).since(new Leaks(Set.of("mount /a", "mount /c"))));
	}
}
