// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the tests of this module need of the machine: probed, and a test that lacks it is skipped with the reason. */
final class Capabilities {

	private Capabilities() {
	}

	/** Root, and a CRIU that passes its own check. */
	static void assumeCheckpoints() {
		assumeTrue("root".equals(System.getProperty("user.name")), "skipped: capsules need root");
		String criu = Optional.ofNullable(System.getenv("UNDERSTUDY_CRIU")).orElse("criu");
		assumeTrue(succeeds(criu, "check"), "skipped: no CRIU that works here (" + criu + " check)");
	}

	static void assumeProgram(String program) {
		assumeTrue(succeeds("sh", "-c", "PATH=$PATH:/usr/sbin:/sbin command -v " + program), "skipped: there is no " + program);
	}

	private static boolean succeeds(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
			return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
		} catch (IOException e) {
			return false;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return false;
		}
	}
}
