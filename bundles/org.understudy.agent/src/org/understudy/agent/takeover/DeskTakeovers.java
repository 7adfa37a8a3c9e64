// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.understudy.agent.Journal;
import org.understudy.agent.door.Desk;
import org.understudy.agent.run.FailoverScript.Primary.Onset;
import org.understudy.agent.run.RunBook;
import org.understudy.core.decision.ClusterView;
import org.understudy.core.decision.ClusterView.Primary;
import org.understudy.core.decision.ClusterView.Situation;
import org.understudy.core.decision.Ruling;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Authority;
import org.understudy.model.Coverage;
import org.understudy.model.Epoch;
import org.understudy.model.Fault;
import org.understudy.model.ProblemException;
import org.understudy.model.RunKind;
import org.understudy.model.VerbOrder;

/** Takeovers as runs of this node's desk. What it needs to know comes from the heartbeats: the live state may be stuck just then. */
public record DeskTakeovers(Desk desk, RunBook runs, java.time.Clock clock) implements TakeoverWatch.Takeovers {

	@Override
	public void start(ClusterView view, Ruling why) throws ProblemException {
		Primary primary = view.primary();
		Instant now = clock.instant();
		Instant heard = now.minus(Duration.ofNanos(System.nanoTime() - primary.contact().heardAt()));
		boolean told = primary.situation() == Situation.LOST || primary.situation() == Situation.HANDED_OVER || primary.situation() == Situation.FROZEN;
		boolean here = primary.node().equals(desk.self());
		Optional<Instant> lost = told && !here && !primary.contact().severed() ? Optional.empty() : Optional.of(heard);
		List<Fault> faults = primary.faults();
		Instant fault = lost.orElseGet(() -> faults.isEmpty() ? now : faults.getLast().at());
		ApplicationStatus status = new ApplicationStatus(view.spec(), primary.node(), primary.term(), ApplicationState.UNKNOWN, primary.committed(),
				Instant.EPOCH, Instant.EPOCH, List.of(), Coverage.NONE, List.of());
		desk.takeOver(new VerbOrder(view.spec().name(), Epoch.NONE, new Authority(Journal.SELF, why.decision().why())), status, lost,
				new Onset(fault, lost.isPresent() ? now : fault));
	}

	@Override
	public Optional<String> busy(ApplicationName application) {
		return runs.running(application).map(r -> "run " + r.id() + " is under way here");
	}

	/** What this node is taking over now. */
	public static List<ApplicationName> underway(RunBook runs) {
		return runs.running().stream().filter(r -> r.kind() == RunKind.FAILOVER || r.kind() == RunKind.SWITCHOVER).map(org.understudy.model.Run::application).toList();
	}
}
