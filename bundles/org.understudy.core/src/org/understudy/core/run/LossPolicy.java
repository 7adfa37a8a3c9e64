// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.understudy.model.ApplicationStatus;
import org.understudy.model.Authority;
import org.understudy.model.Epoch;
import org.understudy.model.LossOutlook;
import org.understudy.model.LossOutlook.Fate;
import org.understudy.model.NodeName;
import org.understudy.model.Preview;
import org.understudy.model.Problem;
import org.understudy.model.RunKind;
import org.understudy.model.VerbOrder;

/** What if this node were lost now: the preview of a failover of each application that runs there, in a cluster without the node. Pure. */
public final class LossPolicy {

	private LossPolicy() {
	}

	public static LossOutlook of(NodeName node, Situation now) {
		Situation after = now.without(node);
		int voters = (int) now.cluster().nodes().stream().filter(n -> after.alive().contains(n.name())).count();
		List<Fate> fates = new ArrayList<>();
		List<Problem> findings = new ArrayList<>();
		if (voters < now.cluster().majority()) {
			findings.add(Problem.error("no-majority", "Without " + node + " only " + voters + " of " + now.cluster().nodes().size() + " voters answer: nothing could be taken over, "
					+ "and what runs elsewhere would stop.", "", "Bring back the missing nodes, or add a witness: understudy hosts add USER@HOST --witness"));
		}
		for (ApplicationStatus status : now.applications()) {
			fate(node, status, after).ifPresent(fates::add);
		}
		fates.stream().filter(f -> f.runsThere() && f.next().isEmpty()).forEach(f -> findings.add(Problem.error("application-lost", f.sentence(), "",
				"Protect it on another node first: understudy apps")));
		return new LossOutlook(node, voters, now.cluster().majority(), fates, findings);
	}

	private static Optional<Fate> fate(NodeName node, ApplicationStatus status, Situation after) {
		if (status.primary().equals(node)) {
			return Optional.of(moved(node, status, after));
		}
		return keeps(node, status) ? Optional.of(unprotected(node, status, after)) : Optional.empty();
	}

	private static boolean keeps(NodeName node, ApplicationStatus status) {
		return Stream.concat(status.spec().secondaries().stream(), status.replicas().stream().map(r -> r.node())).anyMatch(node::equals);
	}

	private static Fate moved(NodeName node, ApplicationStatus status, Situation after) {
		Preview preview = PreviewPolicy.of(RunKind.FAILOVER, new VerbOrder(status.name(), Epoch.NONE, new Authority("", "")), after);
		if (!preview.isPossible()) {
			String why = preview.obstacles().stream().map(Problem::summary).findFirst().orElse("");
			return new Fate(status.name(), true, "", preview.loses(), Duration.ZERO, "%s would stop with %s, and could not be taken over: %s".formatted(status.name(), node, why));
		}
		String takes = preview.standsStill().isZero() ? "a time that was not measured yet" : Verdicts.span(preview.standsStill());
		return new Fate(status.name(), true, preview.to(), preview.loses(), preview.standsStill(),
				"%s would continue on %s from epoch %s after %s, counted from the order; the last %s of work would be lost.".formatted(status.name(),
						preview.to(), preview.epoch(), takes, Verdicts.span(preview.loses())));
	}

	private static Fate unprotected(NodeName node, ApplicationStatus status, Situation after) {
		Optional<NodeName> other = Destination.choose(status, after.cluster(), after.alive(), "").node();
		String then = other.map(o -> "its replica would be made anew on " + o).orElse("it would be unprotected");
		return new Fate(status.name(), false, other.map(NodeName::value).orElse(""), Duration.ZERO, Duration.ZERO,
				"%s would go on running on %s; %s.".formatted(status.name(), status.primary(), then));
	}
}
