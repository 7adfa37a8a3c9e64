// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.preflight;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.understudy.agent.guard.ApplicationGuard;
import org.understudy.agent.guard.Guards;
import org.understudy.agent.guard.Services;
import org.understudy.core.preflight.PreflightQuestions;
import org.understudy.model.ApplicationName;
import org.understudy.model.NodeName;
import org.understudy.model.preflight.Preflight;
import org.understudy.model.preflight.SurveyQuestions;

/**
 * Repeats the preflight of each application that runs here: now and then, and soon after what it requires has changed. What it finds
 * stands among the application's problems. All state on the loop.
 */
public final class PreflightWatch {

	private static final Duration LOOK = Duration.ofSeconds(5);
	private static final Duration REPEAT = Duration.ofMinutes(10);
	/** An application that starts opens one thing after the other: not a survey for each. */
	private static final Duration SOONEST = Duration.ofSeconds(30);

	private final Services services;
	private final Guards guards;
	private final Preflights preflights;
	private final Map<ApplicationName, Done> done = new HashMap<>();
	private final Set<ApplicationName> running = new HashSet<>();

	/** The last one: what was asked of whom, and when, on the monotonic clock. */
	private record Done(List<String> files, List<String> endpoints, List<NodeName> nodes, long at) {
	}

	public PreflightWatch(Services services, Guards guards, Preflights preflights) {
		this.services = services;
		this.guards = guards;
		this.preflights = preflights;
	}

	public void start() {
		services.state().loop().every(LOOK, this::look);
	}

	private void look() {
		done.keySet().removeIf(name -> guards.find(name).isEmpty());
		guards.all().forEach(guard -> {
			SurveyQuestions questions = PreflightQuestions.of(guard.graph());
			Done now = new Done(questions.files(), questions.endpoints(), preflights.secondaries(guard.spec()), System.nanoTime());
			if (!questions.files().isEmpty() && due(done.get(guard.spec().name()), now) && running.add(guard.spec().name())) {
				examine(guard, now);
			}
		});
	}

	private static boolean due(Done last, Done now) {
		if (last == null) {
			return true;
		}
		long since = now.at() - last.at();
		boolean changed = !last.files().equals(now.files()) || !last.endpoints().equals(now.endpoints()) || !last.nodes().equals(now.nodes());
		return since > (changed ? SOONEST : REPEAT).toNanos();
	}

	private void examine(ApplicationGuard guard, Done now) {
		ApplicationName name = guard.spec().name();
		services.state().loop().effect("preflight " + name, () -> {
			try {
				List<Preflight> found = preflights.examine(guard, now.nodes());
				services.state().loop().post(() -> guard.examined(found));
			} finally {
				services.state().loop().post(() -> {
					running.remove(name);
					done.put(name, now);
				});
			}
		}, _ -> { });
	}
}
