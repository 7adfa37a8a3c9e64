// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One execution of a verb, as the node that leads it last published it.
 *
 * @param id          unique, sortable by time: {@code 20261123-141512-failover-redis}
 * @param kind        which verb
 * @param application of what
 * @param node        the node that leads it, and keeps its report
 * @param authority   who and why
 * @param state       where it stands
 * @param started     when ordered, wall clock
 * @param took        until now or the end, monotonic
 * @param steps       in order, executed and not
 * @param milestones  those that are known
 * @param epoch       the epoch it restores; {@link Epoch#NONE} when it restores none
 * @param lost        data at risk when it was ordered: order time minus the capture of the epoch used; zero when nothing was lost
 * @param findings    what was found on the way, good and bad
 * @param verdict     one sentence: did it work, how long, what was lost; empty while running
 * @param commitPoint name of the first step that is not taken back any more: before it an abort restores the state before; empty when all are
 */
public record Run(String id, RunKind kind, ApplicationName application, NodeName node, Authority authority, RunState state, Instant started,
		Duration took, List<RunStep> steps, Map<Milestone, Instant> milestones, Epoch epoch, Duration lost, List<Problem> findings,
		String verdict, String commitPoint) {

	public Run {
		steps = List.copyOf(steps);
		milestones = Map.copyOf(milestones);
		findings = List.copyOf(findings);
		commitPoint = Objects.requireNonNullElse(commitPoint, "");
	}

	/** The same run at another end, with its reason in one sentence. */
	public Run ended(RunState end, String sentence) {
		return new Run(id, kind, application, node, authority, end, started, took, steps, milestones, epoch, lost, findings, sentence, commitPoint);
	}

	public Optional<Instant> milestone(Milestone which) {
		return Optional.ofNullable(milestones.get(which));
	}

	/** Recovery time: from the fault (or, where that is not known, the order) to the verified service. */
	public Optional<Duration> recoveryTime() {
		return milestone(Milestone.VERIFIED).map(end -> Duration.between(milestone(Milestone.FAULT).orElse(started), end));
	}

	/** How long the application stood still for a planned move: from the moment nothing of it ran any more until it could be reached again. */
	public Optional<Duration> outage() {
		return milestone(Milestone.FENCED).flatMap(from -> milestone(Milestone.NETWORK_SWITCHED).map(end -> Duration.between(from, end)));
	}
}
