// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.understudy.core.replicability.CoverageCount;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Coverage;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.NodeName;
import org.understudy.model.PeriodAdvice;
import org.understudy.model.Problem;
import org.understudy.model.ReplicaStatus;
import org.understudy.model.Term;
import org.understudy.model.graph.ResourceGraph;

/** What is known of a guarded application, as it is published. All on the loop. */
final class StatusBook {

	private static final int KEPT_EPOCHS = 24;

	private final ApplicationSpec spec;
	private final NodeName self;
	private final Term term;
	private final Clock clock;
	private final Deque<EpochRecord> epochs = new ArrayDeque<>();
	private final Map<String, Problem> problems = new LinkedHashMap<>();
	/** Also read by the watch of the graph. */
	private volatile Epoch committed = Epoch.NONE;
	private Instant committedAt = Instant.EPOCH;
	private Instant unprotectedSince;
	private ApplicationState state = ApplicationState.STARTING;
	private Coverage coverage = Coverage.NONE;

	StatusBook(ApplicationSpec spec, NodeName self, Term term, Clock clock) {
		this.spec = spec;
		this.self = self;
		this.term = term;
		this.clock = clock;
		this.unprotectedSince = clock.instant();
	}

	/** @return whether the application became protected by it */
	boolean committed(EpochRecord record) {
		keep(record);
		if (record.epoch().compareTo(committed) > 0) {
			committed = record.epoch();
			committedAt = record.capturedAt();
		}
		boolean news = state != ApplicationState.PROTECTED;
		unprotectedSince = Instant.EPOCH;
		problems.remove("epoch");
		if (state != ApplicationState.FROZEN && state != ApplicationState.STOPPED) {
			state = ApplicationState.PROTECTED;
		}
		return news;
	}

	/** @return whether the application became unprotected by it */
	boolean abandoned(EpochRecord record, Problem why) {
		keep(record);
		boolean known = problems.put("epoch", why) != null;
		if (state == ApplicationState.PROTECTED || state == ApplicationState.STARTING) {
			state = ApplicationState.UNPROTECTED;
			unprotectedSince = unprotectedSince.equals(Instant.EPOCH) ? clock.instant() : unprotectedSince;
		}
		return !known;
	}

	void state(ApplicationState next) {
		state = next;
	}

	ApplicationState state() {
		return state;
	}

	/** One problem per topic; null clears it. */
	void problem(String topic, Problem problem) {
		if (problem == null) {
			problems.remove(topic);
		} else {
			problems.put(topic, problem);
		}
	}

	void saw(ResourceGraph graph) {
		coverage = CoverageCount.of(graph);
	}

	Epoch committed() {
		return committed;
	}

	/** More is known of an epoch, which changes nothing for the application. */
	void note(EpochRecord record) {
		keep(record);
	}

	/** Keeps records in the order of their capture, whichever is told first. */
	private void keep(EpochRecord record) {
		if (record.epoch().isNone()) {
			return;
		}
		List<EpochRecord> newer = new ArrayList<>();
		while (!epochs.isEmpty() && epochs.peekFirst().epoch().compareTo(record.epoch()) >= 0) {
			newer.add(epochs.removeFirst());
		}
		epochs.addFirst(record);
		newer.reversed().stream().filter(r -> !r.epoch().equals(record.epoch())).forEach(epochs::addFirst);
		if (epochs.size() > KEPT_EPOCHS) {
			epochs.removeLast();
		}
	}

	List<EpochRecord> epochs() {
		return List.copyOf(epochs);
	}

	ApplicationStatus status(List<ReplicaStatus> replicas, PeriodAdvice advice) {
		return new ApplicationStatus(spec, self, term, state, committed, committedAt, unprotectedSince, List.copyOf(epochs), coverage,
				List.copyOf(problems.values()), replicas, advice);
	}
}
