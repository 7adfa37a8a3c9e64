// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.understudy.model.ProblemException;
import org.understudy.model.Run;
import org.understudy.model.RunState;

/**
 * Switches a redis of a given size over, again and again, while one client asks it every ten milliseconds on one connection: prints
 * for each move how long it stood still, how long the client had no answer, their ratio, and whether the connection broke.
 * {@code java … SwitchoverBench HOME [MOVES [MEGABYTES]]}
 */
final class SwitchoverBench {

	private SwitchoverBench() {
	}

	public static void main(String[] arguments) throws ProblemException, IOException {
		int moves = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
		int megabytes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 64;
		int broken;
		try (FaultDrill drill = FaultDrill.start(Path.of(arguments[0]), System.out)) {
			Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> FaultDrill.end(drill)));
			drill.fill(megabytes);
			broken = measure(drill, moves);
		}
		System.exit(broken == 0 ? 0 : 1);
	}

	private static int measure(FaultDrill drill, int moves) throws ProblemException, IOException {
		List<Long> gaps = new ArrayList<>();
		List<Long> outages = new ArrayList<>();
		int broken = 0;
		SteadyClient client = SteadyClient.connect(DemoApplication.HOST, DemoApplication.PORT);
		for (int i = 0; i < moves; i++) {
			drill.awaitProtected();
			Host.pause(Duration.ofSeconds(2));
			client.gap();
			Run run = drill.order(FaultDrill.Verb.SWITCH_OVER);
			Host.pause(Duration.ofMillis(500));
			long gap = client.gap().toMillis();
			long outage = run.outage().orElse(Duration.ZERO).toMillis();
			System.out.printf(Locale.ROOT, "move %2d: %-9s stood still %4d ms, client gap %4d ms%s%n", i + 1, run.state(), outage, gap,
					client.broken().isEmpty() ? "" : ", BROKEN: " + client.broken());
			run.steps().forEach(s -> System.out.printf(Locale.ROOT, "    %-45s %5d ms  %s%n", s.name(), s.took().toMillis(), s.detail()));
			if (run.state() != RunState.SUCCEEDED) {
				System.out.println(run.verdict() + " " + run.findings() + "\n" + drill.logs());
			}
			if (!client.broken().isEmpty()) {
				broken++;
				client.close();
				client = SteadyClient.connect(DemoApplication.HOST, DemoApplication.PORT);
			}
			gaps.add(gap);
			outages.add(outage);
		}
		client.close();
		System.out.printf(Locale.ROOT, "%d moves, %d broken connections; client gap median %d ms, worst %d ms; standstill median %d ms; gap / standstill %.2f%n",
				moves, broken, median(gaps), gaps.stream().max(Long::compare).orElse(0L), median(outages), (double) median(gaps) / Math.max(1, median(outages)));
		return broken;
	}

	private static long median(List<Long> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}
}
