// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.time.Duration;
import java.util.List;

import org.understudy.model.DetectionPolicy;
import org.understudy.model.HealthCheck;
import org.understudy.model.ProblemException;
import org.understudy.model.TakeoverPolicy;
import picocli.CommandLine.Option;

/** What happens on a fault, and how faults are found. */
final class TakeoverOptions {

	@Option(names = "--takeover", defaultValue = "automatic", paramLabel = "automatic|ask|manual",
			description = "Who decides on a takeover after a fault: ${DEFAULT-VALUE}.")
	private TakeoverPolicy.Style style;

	@Option(names = "--restarts", defaultValue = "0", paramLabel = "N",
			description = "So often it is restarted in place first; that loses what it had in memory: ${DEFAULT-VALUE}.")
	private int restarts;

	@Option(names = "--flapping", defaultValue = "3", paramLabel = "N",
			description = "After so many takeovers within --window the next one waits for an administrator: ${DEFAULT-VALUE}.")
	private int takeovers;

	@Option(names = "--window", defaultValue = "1h", paramLabel = "TIME", description = "For --restarts and --flapping: ${DEFAULT-VALUE}.")
	private Duration window;

	@Option(names = "--most-loss", defaultValue = "0s", paramLabel = "TIME",
			description = "An automatic takeover loses at most so much work; 0s: any loss is better than no service.")
	private Duration mostLoss;

	@Option(names = "--check-http", defaultValue = "", paramLabel = "PATH", description = "It serves when --check-port answers this HTTP request.")
	private String path;

	@Option(names = "--check-command", paramLabel = "WORD",
			description = "It serves when this command ends with 0; one option for each word. It runs in the application's network.")
	private List<String> command = List.of();

	@Option(names = "--check-every", defaultValue = "1s", paramLabel = "TIME", description = "Time between checks: ${DEFAULT-VALUE}.")
	private Duration every;

	@Option(names = "--check-timeout", defaultValue = "2s", paramLabel = "TIME", description = "For one check: ${DEFAULT-VALUE}.")
	private Duration timeout;

	@Option(names = "--check-failures", defaultValue = "3", paramLabel = "N", description = "So many in a row are a fault: ${DEFAULT-VALUE}.")
	private int failures;

	HealthCheck check(int port, String send, String expect) {
		return new HealthCheck(port, send, expect, path, command);
	}

	TakeoverPolicy policy() throws ProblemException {
		return Words.checked(restarts + ", " + takeovers + ", " + every + ", " + timeout + ", " + failures, _ -> new TakeoverPolicy(style, restarts,
				takeovers, window, mostLoss, new DetectionPolicy(every, timeout, failures, DetectionPolicy.DEFAULT.stuckAfter())));
	}
}
