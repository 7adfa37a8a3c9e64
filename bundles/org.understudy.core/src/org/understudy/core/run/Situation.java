// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.ClusterConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Run;

/**
 * All that decisions about runs look at, of one moment.
 *
 * @param applications as their primaries last published them
 * @param cluster      who belongs to it
 * @param alive        who answers
 * @param runs         the latest, newest first: what is under way, and how long steps took
 * @param now          wall clock, only to tell how old an epoch is
 */
public record Situation(List<ApplicationStatus> applications, ClusterConfig cluster, Set<NodeName> alive, List<Run> runs, Instant now) {

	public Situation {
		applications = List.copyOf(applications);
		alive = Set.copyOf(alive);
		runs = List.copyOf(runs);
	}

	public Optional<ApplicationStatus> application(ApplicationName name) {
		return applications.stream().filter(a -> a.name().equals(name)).findFirst();
	}

	/** The same without a node, as if it had just been lost. */
	public Situation without(NodeName lost) {
		Set<NodeName> rest = new java.util.HashSet<>(alive);
		rest.remove(lost);
		return new Situation(applications, cluster, rest, runs, now);
	}
}
