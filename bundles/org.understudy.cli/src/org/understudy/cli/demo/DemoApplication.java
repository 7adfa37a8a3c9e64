// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.HealthCheck;
import org.understudy.model.Mode;
import org.understudy.model.NodeName;

/** The real application that the demo protects: redis where it is installed, else a small program of ours. */
record DemoApplication(ApplicationName name, List<String> command) {

	static final String HOST = "10.77.0.100";
	static final int PORT = 6379;
	private static final Duration PERIOD = Duration.ofSeconds(1);

	/** {@code home}: a distribution, whose runtime runs our own program. */
	static DemoApplication choose(Optional<Path> redis, Path home) {
		return redis.map(DemoApplication::redis).orElseGet(() -> ledger(home));
	}

	private static DemoApplication redis(Path program) {
		String line = "mkdir -p /srv/redis && exec %s --port %d --bind %s --protected-mode no --appendonly yes --dir /srv/redis --save ''"
				.formatted(program, PORT, HOST);
		return new DemoApplication(new ApplicationName("redis"), List.of("/bin/sh", "-c", line));
	}

	private static DemoApplication ledger(Path home) {
		return new DemoApplication(new ApplicationName("ledger"), List.of(home.resolve("runtime/bin/java").toString(), "-Xmx32m",
				"-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp", home.resolve("lib") + "/*", Ledger.class.getName(), HOST, Integer.toString(PORT),
				"/srv/ledger/changes"));
	}

	ApplicationSpec spec(Mode mode, NodeName secondary) {
		return new ApplicationSpec(name, command, Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"), "/", HOST + "/24", mode, PERIOD,
				new HealthCheck(PORT, "PING\r\n", "PONG"), List.of(secondary));
	}
}
