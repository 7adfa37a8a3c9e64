// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.understudy.model.Problem;

/**
 * A criu on this host and whether it is fit. CRIU before 4 fails on current kernels in ways that its check does not tell.
 *
 * @param path     the program
 * @param problems why it cannot be used; empty when it can
 * @param tracksMemory whether this kernel can tell which pages changed (soft-dirty)
 */
record Criu(Path path, List<Problem> problems, boolean tracksMemory) {

	Criu(Path path, List<Problem> problems) {
		this(path, problems, false);
	}

	private static final Duration DEADLINE = Duration.ofSeconds(20);
	private static final Pattern VERSION = Pattern.compile("Version: (\\d+)\\.(\\S+)");

	/** The first fit one among the given; else the first that is there, with its problems; else a path that is not there. */
	static Criu choose(List<Path> candidates) {
		List<Criu> there = new ArrayList<>();
		for (Path candidate : candidates) {
			if (Files.isExecutable(candidate)) {
				Criu criu = examine(candidate);
				if (criu.problems().isEmpty()) {
					return criu;
				}
				there.add(criu);
			}
		}
		return there.isEmpty() ? missing(candidates) : there.getFirst();
	}

	/** Where a criu may be: the environment's choice, the search path, the distribution's own. */
	static List<Path> candidates(Map<String, String> environment, Path distribution) {
		Set<Path> all = new LinkedHashSet<>();
		String chosen = environment.getOrDefault("UNDERSTUDY_CRIU", "");
		if (!chosen.isEmpty()) {
			all.add(Path.of(chosen));
		}
		for (String directory : environment.getOrDefault("PATH", "").split(":")) {
			if (!directory.isEmpty()) {
				all.add(Path.of(directory, "criu"));
			}
		}
		all.add(distribution.resolve("criu/criu"));
		return List.copyOf(all);
	}

	private static Criu missing(List<Path> candidates) {
		return new Criu(candidates.getFirst(), List.of(Problem.error("criu-missing", "There is no CRIU on this host",
				"Memory of applications is captured and restored by CRIU; looked for in " + candidates + ".",
				"Install criu 4 or newer, or name it in UNDERSTUDY_CRIU; until then protect in warm mode.")));
	}

	private static Criu examine(Path path) {
		try {
			String version = Subprocess.run(List.of(path.toString(), "--version"), DEADLINE).output();
			Matcher matcher = VERSION.matcher(version);
			if (!matcher.find() || Integer.parseInt(matcher.group(1)) < 4) {
				return unfit(path, "It is " + version.lines().findFirst().orElse("of an unknown version")
						+ "; at least 4 is needed.", version);
			}
			Subprocess.Result check = Subprocess.run(List.of(path.toString(), "check"), DEADLINE);
			return check.ok() ? new Criu(path, List.of(), has(path, "mem_dirty_track"))
					: unfit(path, "Its own check fails on this kernel.", check.output());
		} catch (IOException e) {
			return unfit(path, "It does not run.", e.toString());
		}
	}

	private static boolean has(Path path, String feature) throws IOException {
		return Subprocess.run(List.of(path.toString(), "check", "--feature", feature), DEADLINE).ok();
	}

	private static Criu unfit(Path path, String why, String cause) {
		return new Criu(path, List.of(Problem.error("criu-unfit", "The CRIU in " + path + " cannot be used on this host", why,
				"Install criu 4 or newer for this kernel, or name one in UNDERSTUDY_CRIU; run as root.").causedBy(cause.strip())));
	}
}
