// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.util.Map;
import java.util.Objects;

/**
 * What an application may use of its host; zero: no limit.
 *
 * @param memory     of all its processes
 * @param cpuPercent of one processor
 * @param processes  processes and threads
 * @param rlimits    per process, by the names of prlimit(1): {@code nofile} to {@code 4096} or {@code 1024:4096} (soft, hard)
 */
public record ResourceLimits(Bytes memory, int cpuPercent, int processes, Map<String, String> rlimits) {

	public static final ResourceLimits NONE = new ResourceLimits(Bytes.ZERO, 0, 0, Map.of());

	public ResourceLimits {
		memory = Objects.requireNonNullElse(memory, Bytes.ZERO);
		rlimits = Map.copyOf(rlimits);
		if (cpuPercent < 0 || processes < 0) {
			throw new IllegalArgumentException("not a limit: cpu %d %%, %d processes".formatted(cpuPercent, processes));
		}
		rlimits.forEach((name, value) -> {
			if (!name.matches("[a-z]+") || !value.matches("(\\d+|unlimited)(:(\\d+|unlimited))?")) {
				throw new IllegalArgumentException("not a limit: %s=%s (write nofile=4096 or nofile=1024:4096)".formatted(name, value));
			}
		});
	}

	public boolean isNone() {
		return equals(NONE);
	}
}
