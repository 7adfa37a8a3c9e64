// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Collectors;

import org.understudy.agent.NodeLoop;
import org.understudy.core.port.Capsule;
import org.understudy.lease.Decision;
import org.understudy.lease.LeaseKeeper;
import org.understudy.lease.LeaseTiming;
import org.understudy.lease.Watchdog;
import org.understudy.model.ApplicationName;
import org.understudy.model.Ballot;
import org.understudy.model.Ballot.Kind;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;
import org.understudy.model.Vote;

/**
 * Renews one application's lease and lets it run only as long as that holds: freezes and thaws the capsule itself, feeds the
 * watchdog that does so when this process cannot, and tells the guard. State on the loop; see {@code docs/design/lease.md}.
 */
final class LeaseBeat {

	private static final System.Logger LOG = System.getLogger(LeaseBeat.class.getName());
	static final LeaseTiming TIMING = LeaseTiming.DEFAULT;
	private static final Duration TICK = Duration.ofMillis(100);

	/** Told what becomes of the right to run; on the loop. */
	interface Rights {
		void lost(String why);

		void regained();

		void over(String why);
	}

	private final Services services;
	private final ApplicationName application;
	private final Ballot renewal;
	private final Capsule capsule;
	private final Rights rights;
	private final LeaseKeeper keeper;
	private final Watchdog watchdog;
	private final List<ScheduledFuture<?>> timers;
	private final ExecutorService acts = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("lease acts").factory());
	private boolean asking;
	private boolean frozen;
	private boolean started;
	private volatile boolean closed;

	LeaseBeat(Services services, ApplicationName application, Term term, Capsule capsule, Rights rights,
			Watchdog watchdog) {
		this.services = services;
		this.application = application;
		this.capsule = capsule;
		this.rights = rights;
		this.renewal = new Ballot(application, services.self(), term, Kind.RENEW);
		this.keeper = new LeaseKeeper(term, voters(), TIMING);
		this.watchdog = watchdog;
		this.timers = List.of(services.state().loop().every(TIMING.renewEvery(), this::renew), services.state().loop().every(TICK, this::tick));
	}

	private Set<NodeName> voters() {
		return services.cluster().get().nodes().stream().map(NodeConfig::name).collect(Collectors.toSet());
	}

	private void renew() {
		if (asking || closed) {
			return;
		}
		asking = true;
		keeper.reconfigure(voters());
		long sentAt = System.nanoTime();
		services.state().loop().effect("renew " + application, () -> {
			List<Vote> votes = services.ballots().ask(renewal, TIMING.renewEvery());
			services.state().loop().post(() -> renewed(sentAt, votes));
		}, _ -> asking = false);
	}

	private void renewed(long sentAt, List<Vote> votes) {
		asking = false;
		if (!closed) {
			obey(keeper.onVotes(sentAt, votes, System.nanoTime()));
		}
	}

	private void tick() {
		if (!closed && started) {
			obey(keeper.onTick(System.nanoTime()));
		}
	}

	private void obey(Decision decision) {
		switch (decision) {
			case Decision.Run run -> feed(run.until());
			case Decision.Thaw thaw -> thaw(thaw.until());
			case Decision.Freeze freeze -> freeze(freeze.why());
			case Decision.End end -> {
				freeze(end.why());
				close();
				rights.over(end.why());
			}
		}
	}

	private void feed(long until) {
		try {
			watchdog.feed(until);
		} catch (ProblemException e) {
			LOG.log(Level.ERROR, e.problem().summary(), e);
			freeze("its watchdog is gone: " + e.problem().summary());
		}
	}

	private void thaw(long until) {
		feed(until);
		started = true;
		act("thaw", () -> {
			services.host().capsules().thaw(capsule);
			services.host().capsules().connect(capsule); // a watchdog, this one or an earlier agent's, may have cut it off
		});
		if (frozen) {
			frozen = false;
			rights.regained();
		}
	}

	private void freeze(String why) {
		if (!frozen) {
			frozen = true;
			act("freeze", () -> services.host().capsules().freeze(capsule));
			rights.lost(why);
		}
	}

	/** In the order decided: a late freeze must not follow its thaw. The watchdog does the same by its own clock, should this fail. */
	private void act(String what, NodeLoop.Effect effect) {
		if (!acts.isShutdown()) {
			acts.execute(() -> perform(what, effect));
		}
	}

	private void perform(String what, NodeLoop.Effect effect) {
		try {
			effect.run();
		} catch (ProblemException e) {
			LOG.log(Level.ERROR, what + " " + application + ": " + e.problem().summary(), e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** Gives the lease back: the application does not run here any more. May block briefly. */
	void release() {
		Ballot back = new Ballot(application, services.self(), renewal.term(), Kind.RELEASE);
		services.state().loop().effect("release " + application, () -> services.ballots().ask(back, TIMING.renewEvery()),
				e -> LOG.log(Level.WARNING, e.problem().summary(), e));
	}

	/** Stops renewing and dismisses the watchdog: only when nothing runs in the capsule, or it is being ended. */
	void close() {
		stop();
		act("dismiss the watchdog of", watchdog::close);
		acts.shutdown();
	}

	/** Stops renewing; the watchdog stays and freezes the capsule when the lease is over, unless a new agent comes first. */
	void leave() {
		stop();
		acts.shutdown();
	}

	/** Stops renewing, and what it was told to act on goes on being done; what stands still needs no feeding. */
	void rest() {
		stop();
	}

	private void stop() {
		closed = true;
		timers.forEach(t -> t.cancel(false));
	}
}
