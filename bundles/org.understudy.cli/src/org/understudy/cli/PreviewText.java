// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.understudy.model.Preview;
import org.understudy.model.Preview.Expected;
import org.understudy.model.Problem;

/** A preview for people. */
final class PreviewText {

	private PreviewText() {
	}

	static String render(Preview it) {
		StringBuilder text = new StringBuilder("%s of %s: %s -> %s%n".formatted(it.kind().name().toLowerCase(Locale.ROOT), it.application(), orNobody(it.from()),
				orNobody(it.to())));
		it.effects().forEach(e -> text.append("  ").append(e).append('\n'));
		it.chosen().forEach(c -> text.append("  where: ").append(c).append('\n'));
		text.append(steps(it)).append('\n');
		text.append("  in all about %s; nobody served for about %s; lost if it happened now: %s%n".formatted(time(it.takes()), time(it.standsStill()),
				it.loses().isZero() ? "nothing" : Times.text(it.loses())));
		it.obstacles().forEach(o -> text.append(obstacle(o)));
		return text.append(it.isPossible() ? "It could be ordered now." : "It could NOT be ordered now.").toString();
	}

	private static String steps(Preview it) {
		List<List<String>> rows = new ArrayList<>();
		for (Expected step : it.steps()) {
			String commit = step.step().equals(it.commitPoint()) ? "from here on nothing is taken back" : "";
			rows.add(List.of("  " + step.step(), time(step.takes()), step.basis(), commit));
		}
		return Table.render(List.of("  STEP", "ABOUT", "FROM", ""), rows);
	}

	private static String obstacle(Problem problem) {
		String remedy = problem.remedy().isEmpty() ? "" : "\n      do: " + problem.remedy();
		return "  %s: %s%s%n".formatted(problem.severity().name().toLowerCase(Locale.ROOT), problem.summary(), remedy);
	}

	private static String orNobody(String node) {
		return node.isEmpty() ? "nobody" : node;
	}

	private static String time(Duration duration) {
		return duration.isZero() ? "?" : Times.text(duration);
	}
}
