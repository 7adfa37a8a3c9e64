// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.util.List;
import java.util.stream.Collectors;

import org.understudy.lease.Decision;
import org.understudy.lease.LeaseKeeper;
import org.understudy.lease.LeaseTiming;
import org.understudy.model.ApplicationName;
import org.understudy.model.Ballot;
import org.understudy.model.Ballot.Kind;
import org.understudy.model.NodeConfig;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;
import org.understudy.model.Vote;

/**
 * A won right to run, renewed on a thread of its own while the application is being started or restored; when a guard exists, that
 * renews instead and this is closed.
 */
public final class Right implements AutoCloseable {

	private static final LeaseTiming TIMING = LeaseTiming.DEFAULT;

	private final Services services;
	private final Ballot renewal;
	private final String how;
	private final LeaseKeeper keeper;
	private final Thread renewer;

	Right(Services services, ApplicationName application, org.understudy.lease.Election.Outcome.Won won) {
		this.services = services;
		this.renewal = new Ballot(application, services.self(), won.term(), Kind.RENEW);
		this.how = won.evidence();
		this.keeper = new LeaseKeeper(won.term(),
				services.cluster().get().nodes().stream().map(NodeConfig::name).collect(Collectors.toSet()), TIMING);
		keeper.onVotes(won.sentAt(), won.votes(), System.nanoTime());
		this.renewer = Thread.ofVirtual().name("right " + application).start(this::renew);
	}

	public Term term() {
		return renewal.term();
	}

	/** Why nobody else runs it, in words. */
	public String how() {
		return how;
	}

	private void renew() {
		try {
			while (!Thread.interrupted()) {
				Thread.sleep(TIMING.renewEvery());
				long sentAt = System.nanoTime();
				List<Vote> votes = services.ballots().ask(renewal, TIMING.renewEvery());
				synchronized (keeper) {
					keeper.onVotes(sentAt, votes, System.nanoTime());
				}
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt(); // closed: the guard renews from now on
		}
	}

	/**
	 * To be asked right before the application is let loose.
	 *
	 * @return until when it may run, by {@link System#nanoTime}
	 */
	public long check() throws ProblemException {
		Decision decision;
		synchronized (keeper) {
			decision = keeper.onTick(System.nanoTime());
		}
		return switch (decision) {
			case Decision.Run run -> run.until();
			case Decision.Thaw thaw -> thaw.until();
			case Decision.Freeze freeze -> throw lost(freeze.why()).exception();
			case Decision.End end -> throw lost(end.why()).exception();
		};
	}

	private Problem lost(String why) {
		return Problem.error("right-lost", "The right to run " + renewal.application() + " was lost while it was being restored.", why,
				"See understudy nodes; then repeat the order.");
	}

	/** Gives it back: nothing runs here. */
	void giveBack() throws InterruptedException {
		close();
		services.ballots().ask(new Ballot(renewal.application(), services.self(), renewal.term(), Kind.RELEASE), TIMING.renewEvery());
	}

	@Override
	public void close() {
		renewer.interrupt();
	}
}
