// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole main job with the real things: three agents, redis in a capsule, CRIU, a node added over OpenSSH, a rehearsal, the
 * primary killed, a failover, the data there, the report written, and nothing left behind.
 */
class DemoStoryTest {

	private static final Path HOME = Path.of(System.getProperty("understudy.home"));

	@TempDir
	Path directory;

	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void theStoryHolds() throws Exception {
		Capabilities.assumeCheckpoints();
		Capabilities.assumeProgram("redis-server");
		Capabilities.assumeProgram("sshd");
		Traces before = Traces.now();
		Path output = directory.resolve("demo.txt");
		ProcessBuilder demo = new ProcessBuilder(HOME.resolve("bin/understudy").toString(), "demo").redirectErrorStream(true)
				.redirectInput(Path.of("/dev/null").toFile()).redirectOutput(output.toFile()).directory(directory.toFile());
		demo.environment().remove("DISPLAY");
		Process process = demo.start();
		boolean ended = process.waitFor(4, TimeUnit.MINUTES);
		String story = Files.readString(output);
		if (!ended) {
			process.destroy();
			process.waitFor(30, TimeUnit.SECONDS);
		}
		assertTrue(ended, "the demo did not end:\n" + story);
		assertEquals(0, process.exitValue(), story);
		assertEquals(Set.of(), Traces.now().since(before), "left behind:\n" + story);
	}
}
