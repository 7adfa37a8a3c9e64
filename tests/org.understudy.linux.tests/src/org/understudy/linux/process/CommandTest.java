// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

@Timeout(10)
class CommandTest {

	@Test
	void returnsBothStreams() throws ProblemException {
		assertEquals("a\nb\n", Command.of("sh", "-c", "echo a; echo b >&2").run());
	}

	@Test
	void aFailureCarriesTheCommandLineAndWhatItSaid() {
		Problem problem = problemOf(Command.of("sh", "-c", "echo because >&2; exit 3"));
		assertEquals("command-failed", problem.code());
		assertTrue(problem.summary().contains("exit 3' ended with code 3"), problem.summary());
		assertEquals("because", problem.explanation());
	}

	@Test
	void isKilledAtItsDeadline() {
		Problem problem = problemOf(new Command(List.of("sleep", "30"), Duration.ofMillis(100)));
		assertEquals("command-timeout", problem.code());
	}

	@Test
	void aMissingProgramIsNamed() {
		Problem problem = problemOf(Command.of("no-such-program-of-ours"));
		assertEquals("command-missing", problem.code());
		assertTrue(problem.summary().contains("no-such-program-of-ours"), problem.summary());
	}

	@Test
	void anInterruptEndsItOnAVirtualThread() throws Exception {
		FutureTask<Problem> task = new FutureTask<>(() -> problemOf(Command.of("sleep", "30")));
		Thread thread = Thread.ofVirtual().start(task);
		thread.interrupt();
		assertEquals("interrupted", task.get(5, TimeUnit.SECONDS).code());
	}

	private static Problem problemOf(Command command) {
		return assertThrows(ProblemException.class, command::run).problem();
	}
}
