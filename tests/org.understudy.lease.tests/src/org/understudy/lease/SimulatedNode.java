// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import static org.understudy.lease.LeaseWorld.MS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.understudy.model.Ballot;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;
import org.understudy.model.Vote;

/** A voter that may be primary or candidate; its capsule obeys the keeper, and at the deadline the watchdog, as late as allowed. */
final class SimulatedNode {

	final NodeName name;
	final int index;
	LeaseVoter voter;
	private final LeaseWorld world;
	private final MemoryVotes disk = new MemoryVotes();
	private final double rate;
	private final long offset;
	private long awakeAt;
	private LeaseKeeper keeper;
	private boolean thawed;
	/** By this node's clock; what the watchdog was fed with. */
	private long deadline;
	private Term campaign = Term.NONE;
	private Term highest = Term.NONE;

	SimulatedNode(LeaseWorld world, int index) throws ProblemException {
		this.world = world;
		this.index = index;
		this.name = new NodeName("node-" + index);
		// The worst clocks as often as all others.
		double drift = world.random.nextBoolean() ? world.random.nextDouble(-1, 1) : world.random.nextBoolean() ? 1 : -1;
		this.rate = 1 + drift * world.rules.drift();
		this.offset = world.random.nextLong();
		restart();
	}

	void begin() {
		world.after(world.random.nextLong(500 * MS), this::tick);
		world.after(world.random.nextLong(3000 * MS), this::maybeCampaign);
		world.after(world.random.nextLong(10_000 * MS), this::trouble);
	}

	/** The application executes instructions: thawed, and its watchdog has not frozen it yet. */
	boolean running() {
		return thawed && clock() - deadline < (long) (world.rules.keeper().freezeWithin().toNanos() * rate);
	}

	/** A stuck agent does everything later; its watchdog does not wait for it. */
	void whenAwake(Runnable action) {
		if (world.now >= awakeAt) {
			action.run();
		} else {
			world.after(awakeAt - world.now, () -> whenAwake(action));
		}
	}

	private long clock() {
		return offset + (long) (world.now * rate);
	}

	private void restart() {
		try {
			voter = new LeaseVoter(name, disk, LeaseTiming.DEFAULT, this::clock);
		} catch (ProblemException e) {
			throw new IllegalStateException(e);
		}
	}

	private void trouble() {
		if (world.random.nextBoolean()) {
			restart();
		} else {
			awakeAt = world.now + world.random.nextLong(5000 * MS);
		}
		world.after(world.random.nextLong(10_000 * MS), this::trouble);
	}

	private void tick() {
		whenAwake(() -> {
			if (keeper != null) {
				obey(keeper.onTick(clock()));
			}
			if (keeper != null) {
				renew(keeper);
			}
			world.after((long) (world.rules.keeper().renewEvery().toNanos() / rate), this::tick);
		});
	}

	private void renew(LeaseKeeper mine) {
		long sentAt = clock();
		if (world.random.nextInt(60) == 0) {
			giveUp(mine);
			return;
		}
		world.ask(this, world.ballot(this, mine.term(), Ballot.Kind.RENEW), vote -> hear(mine, sentAt, vote));
	}

	/** A planned move: stops first, then releases. */
	private void giveUp(LeaseKeeper mine) {
		stop();
		world.ask(this, world.ballot(this, mine.term(), Ballot.Kind.RELEASE), _ -> {
		});
	}

	private void hear(LeaseKeeper mine, long sentAt, Vote vote) {
		learn(vote);
		if (keeper == mine) {
			obey(mine.onVotes(world.rules.fromAnswer() ? clock() : sentAt, List.of(vote), clock()));
		}
	}

	private void obey(Decision decision) {
		switch (decision) {
			case Decision.Run run -> deadline = run.until();
			case Decision.Thaw thaw -> {
				deadline = thaw.until();
				thawed = true;
				world.thaws++;
			}
			case Decision.Freeze _ -> thawed = false;
			case Decision.End _ -> stop();
		}
	}

	private void stop() {
		keeper = null;
		thawed = false;
	}

	private void maybeCampaign() {
		whenAwake(() -> {
			if (keeper == null) {
				campaign();
			}
			world.after(300 * MS + world.random.nextLong(600 * MS), this::maybeCampaign);
		});
	}

	/** As {@link Election} does it, but with messages that overtake each other. */
	private void campaign() {
		Term term = (highest.compareTo(campaign) > 0 ? highest : campaign).next();
		campaign = term;
		long sentAt = clock();
		Map<NodeName, Vote> granted = new HashMap<>();
		world.ask(this, world.ballot(this, term, Ballot.Kind.TAKE), vote -> {
			learn(vote);
			if (vote.granted()) {
				granted.put(vote.voter(), vote);
			}
			if (keeper == null && campaign.equals(term) && granted.size() > world.voters().size() / 2) {
				// Decided: an answer that comes twice must not win the term again after it was given up.
				campaign = term.next();
				keeper = new LeaseKeeper(term, world.voters(), world.rules.keeper());
				world.takeovers++;
				obey(keeper.onVotes(world.rules.fromAnswer() ? clock() : sentAt, granted.values(), clock()));
			}
		});
		world.after(250 * MS, () -> whenAwake(() -> lose(term)));
	}

	private void lose(Term term) {
		if (campaign.equals(term) && (keeper == null || keeper.term().compareTo(term) < 0)) {
			campaign = term.next();
			world.ask(this, world.ballot(this, term, Ballot.Kind.RELEASE), _ -> {
			});
		}
	}

	private void learn(Vote vote) {
		if (vote.highest().compareTo(highest) > 0) {
			highest = vote.highest();
		}
	}

	@Override
	public String toString() {
		return "%s(term %s, clock rate %.4f)".formatted(name, keeper == null ? "-" : keeper.term(), rate);
	}
}
