// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.understudy.cli.demo.FaultDrill.Verb;
import org.understudy.model.ProblemException;

/**
 * The agent that leads a run dies, in a real cluster: afterwards the application runs exactly once, nothing committed is lost, nothing
 * leaks, and the run tells its end. Here at the steps where journal and world differ most; {@code releng/bench/leader-dies} does it at
 * every step of every verb.
 */
class LeaderDiesTest {

	/** Verb, moment and step. */
	private static final List<Object[]> DEATHS = List.of(
			new Object[] { Verb.REHEARSE, "after", "Restore the clone" },
			new Object[] { Verb.FAIL_OVER, "before", "Stop the application on its primary" },
			new Object[] { Verb.FAIL_OVER, "after", "Restore the processes" },
			new Object[] { Verb.FAIL_OVER, "after", "Switch the address" });

	@Test
	@Timeout(value = 9, unit = TimeUnit.MINUTES)
	void theApplicationRunsExactlyOnceAfterwards() throws ProblemException {
		assumeTrue(Host.isRoot(), "skipped: capsules need root");
		assumeTrue(Host.program("redis-server").isPresent(), "skipped: there is no redis-server");
		assumeTrue(criuWorks(), "skipped: no CRIU that works here");
		ByteArrayOutputStream story = new ByteArrayOutputStream();
		Leaks before = Leaks.now();
		try (FaultDrill drill = FaultDrill.start(Path.of(System.getProperty("understudy.home")), new PrintStream(story, true, StandardCharsets.UTF_8))) {
			for (Object[] death : DEATHS) {
				FaultDrill.Outcome outcome = drill.strike((Verb) death[0], (String) death[1], (String) death[2]);
				assertEquals(List.of(), outcome.wrong(), outcome.place() + "\n" + outcome.run() + "\n" + drill.logs());
			}
		}
		assertTrue(Leaks.now().since(before).isEmpty(), "left on this machine: " + Leaks.now().since(before) + Set.of());
	}

	private static boolean criuWorks() throws ProblemException {
		String criu = Optional.ofNullable(System.getenv("UNDERSTUDY_CRIU")).orElse("criu");
		return Tool.attempt(java.time.Duration.ofSeconds(20), criu, "check").ok();
	}
}
