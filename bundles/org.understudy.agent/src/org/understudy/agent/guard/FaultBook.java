// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.util.ArrayList;
import java.util.List;

import org.understudy.core.decision.ClusterView.Situation;
import org.understudy.core.decision.LocalView;
import org.understudy.model.Fault;

/** The faults of a guarded application, and how it stands with them. All on the loop. */
final class FaultBook {

	private final List<Long> restarts = new ArrayList<>();
	private final List<Fault> faults = new ArrayList<>();
	private Situation situation = Situation.RUNNING;
	private long since = System.nanoTime();

	/** @return whether it is news */
	boolean enter(Fault fault) {
		boolean known = !faults.isEmpty() && faults.getLast().detector().equals(fault.detector());
		if (!known) {
			faults.add(fault);
		}
		return !known;
	}

	/** @return whether there was one */
	boolean clear() {
		boolean any = !faults.isEmpty();
		faults.clear();
		return any;
	}

	Fault last() {
		return faults.isEmpty() ? null : faults.getLast();
	}

	/** @return whether it was another one before */
	boolean change(Situation next) {
		boolean other = situation != next;
		if (other) {
			situation = next;
			touch();
		}
		return other;
	}

	/** What it stands for began just now. */
	void touch() {
		since = System.nanoTime();
	}

	void restarting() {
		change(Situation.RESTARTING);
		restarts.add(System.nanoTime());
	}

	Situation situation() {
		return situation;
	}

	long since() {
		return since;
	}

	LocalView.Running local(boolean running) {
		return new LocalView.Running(running, situation == Situation.RESTARTING, faults, restarts);
	}
}
