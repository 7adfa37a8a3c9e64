// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The distribution as it is pushed to a host without Java: complete, and with a run-time image that has every module our jars use. */
class DistributionTest {

	private static final Path HOME = Path.of(System.getProperty("understudy.home"));

	@Test
	void programsCanBeRunAndTheLicenceIsThere() {
		assertTrue(Files.isExecutable(HOME.resolve("bin/understudy")));
		assertTrue(Files.isExecutable(HOME.resolve("bin/understudy-agent")));
		assertTrue(Files.isRegularFile(HOME.resolve("LICENSE")));
	}

	@Test
	void archiveHoldsTheSameProgramsExecutable() throws IOException, InterruptedException {
		String listing = output("tar", "-tvzf", HOME.resolveSibling("understudy-agent.tar.gz").toString());
		for (String program : List.of("bin/understudy", "bin/understudy-agent", "runtime/bin/java")) {
			assertTrue(listing.lines().anyMatch(l -> l.startsWith("-rwx") && l.endsWith("understudy-agent/" + program)), program);
		}
	}

	@Test
	void runtimeHasEveryModuleThatOurJarsUse() throws IOException, InterruptedException {
		Set<String> present = output(HOME.resolve("runtime/bin/java").toString(), "--list-modules").lines().map(l -> l.split("@")[0]).collect(Collectors.toSet());
		Set<String> missing = new TreeSet<>(modulesOfOurJars());
		missing.removeAll(present);
		assertEquals(Set.of(), missing, "add them to product/agent/assemble, or do without");
	}

	private static List<String> modulesOfOurJars() throws IOException {
		List<String> command = new ArrayList<>(List.of("--multi-release", "25", "--ignore-missing-deps", "--list-deps"));
		try (Stream<Path> jars = Files.list(HOME.resolve("lib"))) {
			jars.filter(j -> j.getFileName().toString().startsWith("org.understudy.")).forEach(j -> command.add(j.toString()));
		}
		StringWriter out = new StringWriter();
		PrintWriter writer = new PrintWriter(out);
		int status = ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, command.toArray(String[]::new));
		assertEquals(0, status, out.toString());
		return out.toString().lines().map(l -> l.strip().split("/")[0]).filter(l -> l.startsWith("java.") || l.startsWith("jdk.")).toList();
	}

	private static String output(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes());
		assertEquals(0, process.waitFor(), output);
		return output;
	}
}
