// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a verb would do now, told before it is ordered by the same decisions that carry it out.
 *
 * @param kind        which verb
 * @param application of what
 * @param from        where it runs now; empty when nobody knows
 * @param to          the node that would do it; empty when none can
 * @param chosen      why that one, and why not the others
 * @param steps       in order, with what they will probably take
 * @param commitPoint the step from which on nothing is taken back; empty when all is
 * @param takes       in all; zero when nothing was measured yet
 * @param standsStill how long nobody would be served; zero for a rehearsal
 * @param loses       work that would be lost if it happened at this moment; zero when none
 * @param epoch       that would be restored; {@link Epoch#NONE} when there is none yet
 * @param effects     what it does, in sentences
 * @param obstacles   what is against it: an error prevents it, a warning does not
 */
public record Preview(RunKind kind, ApplicationName application, String from, String to, List<String> chosen, List<Expected> steps,
		String commitPoint, Duration takes, Duration standsStill, Duration loses, Epoch epoch, List<String> effects, List<Problem> obstacles) {

	/**
	 * A step that is to come.
	 *
	 * @param basis what the figure is from: {@code median of 3 runs}, {@code newest epoch}; {@code not measured yet} when there is none
	 */
	public record Expected(String step, Duration takes, String basis) {
	}

	public Preview {
		Objects.requireNonNull(kind);
		Objects.requireNonNull(application);
		chosen = List.copyOf(chosen);
		steps = List.copyOf(steps);
		effects = List.copyOf(effects);
		obstacles = List.copyOf(obstacles);
	}

	/** Whether it would be begun at all. */
	public boolean isPossible() {
		return obstacles.stream().noneMatch(o -> o.severity() == Severity.ERROR);
	}
}
