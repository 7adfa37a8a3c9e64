// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import java.time.Duration;
import java.util.Locale;

import org.understudy.model.Problem;
import org.understudy.model.Run;
import org.understudy.model.RunKind;

/** The sentence of a run: did it work, how long, what was lost. Pure. */
public final class Verdicts {

	/** Code of the problem that ends a run which was cut off and not led on; its cause says where, its explanation how the application stands. */
	public static final String TAKEN_BACK = "taken-back";

	private Verdicts() {
	}

	/** Of a run that reached its end; {@code findings} may still say that something was not as it should be. */
	public static String success(Run run) {
		return switch (run.kind()) {
			case PROTECT -> "%s is protected on %s; its first epoch was committed after %s.".formatted(run.application(), run.node(), span(run.took()));
			case REHEARSAL -> "The rehearsal of %s worked: its clone of epoch %s served on %s after %s, and production went on.".formatted(
					run.application(), run.epoch(), run.node(), span(run.recoveryTime().orElse(run.took())));
			case FAILOVER -> "%s runs on %s again after %s; %s".formatted(run.application(), run.node(),
					span(run.recoveryTime().orElse(run.took())), loss(run));
			case SWITCHOVER -> "%s moved to %s with its connections; it stood still for %s, and nothing was lost.".formatted(run.application(), run.node(),
					span(run.outage().orElse(run.took())));
		};
	}

	/** Of a run that ended early. */
	public static String failure(Run run, Problem problem) {
		String verb = switch (run.kind()) {
			case PROTECT -> "Protecting";
			case REHEARSAL -> "Rehearsing";
			case FAILOVER -> "Failing over";
			case SWITCHOVER -> "Switching over";
		};
		return problem.code().equals(TAKEN_BACK)
				? "%s %s was interrupted by the death of its agent (%s) and taken back. %s".formatted(verb, run.application(), problem.cause(), problem.explanation())
				: "%s %s did not work: %s".formatted(verb, run.application(), problem.summary());
	}

	private static String loss(Run run) {
		return run.kind() == RunKind.FAILOVER && !run.lost().isZero()
				? "the last %s of work before the stop are lost (epoch %s was restored).".formatted(span(run.lost()), run.epoch())
				: "nothing was lost (epoch %s was restored).".formatted(run.epoch());
	}

	/** Short for people: {@code 840 ms}, {@code 2.4 s}, {@code 3 min 20 s}. */
	public static String span(Duration time) {
		if (time.compareTo(Duration.ofSeconds(1)) < 0) {
			return time.toMillis() + " ms";
		}
		if (time.compareTo(Duration.ofMinutes(2)) < 0) {
			return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
		}
		return time.toMinutes() + " min " + time.toSecondsPart() + " s";
	}
}
