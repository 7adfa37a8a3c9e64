// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real agents, a real redis, real faults: a client writes numbered values all the time, and a referee looks at the capsules two hundred
 * times a second. The longer list is {@code releng/nightly/faults}.
 */
class FaultScenariosTest {

	@TempDir(cleanup = CleanupMode.NEVER) // the lab removes what it made, after its mounts
	Path directory;

	@Test
	@Timeout(value = 8, unit = TimeUnit.MINUTES)
	void atMostOneServesAndItComesBack() {
		assumeTrue("root".equals(System.getProperty("user.name")), "skipped: capsules need root");
		assumeTrue(Shell.attempt("sh", "-c", "command -v redis-server").code() == 0, "skipped: there is no redis-server");
		String criu = Optional.ofNullable(System.getenv("UNDERSTUDY_CRIU")).orElse("criu");
		assumeTrue(Shell.attempt("sh", "-c", criu + " check").code() == 0, "skipped: no CRIU that works here");
		try (Drill drill = new Drill(new Lab(Path.of(System.getProperty("understudy.home")), directory))) {
			for (Drill.Fault fault : List.of(Drill.Fault.KILL_APPLICATION, Drill.Fault.POWER_OFF, Drill.Fault.CUT_OFF)) {
				Drill.Outcome outcome = drill.strike(fault);
				assertTrue(outcome.served(), fault + ": no service within " + Drill.PATIENCE + "\n" + drill.story());
				assertEquals(List.of(), outcome.fouls(), fault + "\n" + drill.story());
				assertTrue(outcome.lost().isEmpty(), fault + ": " + outcome.lost() + "\n" + drill.story());
			}
		}
	}
}
