// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.understudy.model.Bytes;
import org.understudy.model.CapsuleSettings;
import org.understudy.model.CapsuleSettings.DataDirectory;
import org.understudy.model.CaptureSettings;
import org.understudy.model.Hook;
import org.understudy.model.PeriodPolicy;
import org.understudy.model.PeriodPolicy.Budget;
import org.understudy.model.ResourceLimits;
import picocli.CommandLine.Option;

/** How an application is held and captured: options of {@code protect}. */
final class CaptureOptions {

	private static final Duration FIRST = Duration.ofSeconds(1);

	@Option(names = "--period", defaultValue = "1s", paramLabel = "TIME|auto",
			description = "Time between epochs, or auto: the shortest within the budget. ${DEFAULT-VALUE}.")
	private String period;

	@Option(names = "--shortest", defaultValue = "200ms", paramLabel = "TIME", description = "With auto: never below. ${DEFAULT-VALUE}.")
	private Duration shortest;

	@Option(names = "--longest", defaultValue = "1m", paramLabel = "TIME", description = "With auto: never above. ${DEFAULT-VALUE}.")
	private Duration longest;

	@Option(names = "--max-pause", defaultValue = "10", paramLabel = "PERCENT",
			description = "Budget: share of its time that it may stand still; 0 for any. ${DEFAULT-VALUE}.")
	private int pause;

	@Option(names = "--max-cpu", defaultValue = "25", paramLabel = "PERCENT",
			description = "Budget: share of a processor for capturing; 0 for any. ${DEFAULT-VALUE}.")
	private int cpu;

	@Option(names = "--max-bandwidth", defaultValue = "0", paramLabel = "SIZE", description = "Budget: sent a second, as 20M; 0 for any.")
	private Bytes bandwidth;

	@Option(names = "--rpo", defaultValue = "0s", paramLabel = "TIME", description = "Data at risk that is good enough: a longer period will do then.")
	private Duration rpo;

	@Option(names = "--hook", paramLabel = "MOMENT=COMMAND", description = { "Runs inside the capsule; may be repeated. MOMENT: before-epoch,",
			"before-freeze, after-freeze, after-epoch, before-restore, after-restore." })
	private List<String> hooks = List.of();

	@Option(names = "--hook-deadline", defaultValue = "10s", paramLabel = "TIME", description = "A hook is killed after this: ${DEFAULT-VALUE}.")
	private Duration deadline;

	@Option(names = "--user", defaultValue = "", paramLabel = "USER|UID[:GID]", description = "Whom it runs as: root.")
	private String user;

	@Option(names = "--also-address", paramLabel = "CIDR", description = "A further address of its own; may be repeated.")
	private List<String> addresses = List.of();

	@Option(names = "--data", paramLabel = "DIR", description = "A directory of another volume that is part of every epoch; may be repeated.")
	private List<String> data = List.of();

	@Option(names = "--bind", paramLabel = "DIR",
			description = "A directory of another volume that is on every node by other means; may be repeated.")
	private List<String> bound = List.of();

	@Option(names = "--memory", defaultValue = "0", paramLabel = "SIZE", description = "Limit of its memory, as 2G; 0 for none.")
	private Bytes memory;

	@Option(names = "--cpu", defaultValue = "0", paramLabel = "PERCENT", description = "Limit of its processor time, 100 for one processor; 0 for none.")
	private int processor;

	@Option(names = "--processes", defaultValue = "0", paramLabel = "N", description = "Limit of its processes and threads; 0 for none.")
	private int processes;

	@Option(names = "--rlimit", paramLabel = "NAME=[SOFT:]HARD", description = "A limit by its name in prlimit(1): nofile=4096; may be repeated.")
	private Map<String, String> rlimits = new LinkedHashMap<>();

	private boolean automatic() {
		return period.equalsIgnoreCase("auto");
	}

	/** The fixed period, or the first one. @throws IllegalArgumentException when it is neither a time nor auto */
	Duration period() {
		return automatic() ? FIRST : Times.parse(period);
	}

	/** @throws IllegalArgumentException when something does not fit */
	CaptureSettings settings() {
		PeriodPolicy policy = new PeriodPolicy(automatic(), shortest, longest, new Budget(pause, cpu, bandwidth, rpo));
		List<DataDirectory> directories = new ArrayList<>();
		data.forEach(path -> directories.add(new DataDirectory(path, true)));
		bound.forEach(path -> directories.add(new DataDirectory(path, false)));
		CapsuleSettings capsule = new CapsuleSettings(user, addresses, directories, new ResourceLimits(memory, processor, processes, rlimits));
		return new CaptureSettings(policy, hooks.stream().map(this::hook).toList(), capsule);
	}

	private Hook hook(String text) {
		String[] parts = text.split("=", 2);
		if (parts.length < 2) {
			throw new IllegalArgumentException("a hook is MOMENT=COMMAND: '" + text + "'");
		}
		for (Hook.Moment moment : Hook.Moment.values()) {
			if (moment.word().equals(parts[0].toLowerCase(Locale.ROOT))) {
				return new Hook(moment, parts[1], deadline);
			}
		}
		throw new IllegalArgumentException("no moment for a hook: '" + parts[0] + "' (before-epoch, before-freeze, after-freeze, after-epoch, "
				+ "before-restore, after-restore)");
	}
}
