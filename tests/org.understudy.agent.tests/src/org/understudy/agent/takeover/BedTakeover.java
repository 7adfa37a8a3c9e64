// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import static org.understudy.agent.takeover.Bed.MS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.understudy.core.decision.ClusterView;
import org.understudy.core.decision.ClusterView.Situation;
import org.understudy.lease.Campaign;
import org.understudy.lease.LeaseKeeper;
import org.understudy.model.Ballot;
import org.understudy.model.NodeName;
import org.understudy.model.Vote;

/** The run of a takeover as the failover script does it: fence where the primary answers, win a term, restore, let loose. */
final class BedTakeover {

	private static final long ROUND = 400 * MS;
	private static final long CAMPAIGN = 10_000 * MS;

	private final Bed bed;
	private final BedNode node;
	private final Campaign campaign;
	private final ClusterView view;
	private final long began;
	private int round;

	BedTakeover(Bed bed, BedNode node, ClusterView view) {
		this.bed = bed;
		this.node = node;
		this.began = bed.now;
		this.campaign = new Campaign(Bed.SHOP, node.name, node.voter().highest(Bed.SHOP),
				bed.mutation == Bed.Mutation.MINORITY_WINS ? 1 : bed.nodes.size());
		this.view = view;
	}

	void start() {
		BedNode primary = bed.nodes.stream().filter(n -> n.name.equals(view.primary().node())).findFirst().orElseThrow();
		boolean heard = primary != node && view.primary().situation() != Situation.RUNNING;
		if (heard) {
			bed.send(node, primary, () -> primary.whenAwake(() -> {
				primary.fence();
				bed.send(primary, node, () -> node.whenAwake(this::begin));
			}));
			bed.after(2000 * MS, () -> node.whenAwake(this::begin)); // no answer: the voters wait until its lease is over
		} else {
			begin();
		}
	}

	private void begin() {
		if (round == 0 && node.leads(this)) {
			ask();
		}
	}

	private void ask() {
		int mine = ++round;
		long sentAt = node.clock();
		long asked = bed.now;
		Map<NodeName, Vote> votes = new HashMap<>();
		node.ask(campaign.ballot(), vote -> {
			votes.putIfAbsent(vote.voter(), vote);
			long granted = votes.values().stream().filter(Vote::granted).count();
			int needed = bed.mutation == Bed.Mutation.MINORITY_WINS ? 1 : bed.nodes.size() / 2 + 1;
			if (mine == round && granted >= needed) {
				node.whenAwake(() -> decided(mine, votes, sentAt, asked));
			}
		});
		bed.after(ROUND, () -> node.whenAwake(() -> decided(mine, votes, sentAt, asked)));
	}

	private void decided(int which, Map<NodeName, Vote> votes, long sentAt, long asked) {
		if (which != round || !node.leads(this)) {
			return;
		}
		round++;
		switch (campaign.answered(List.copyOf(votes.values()))) {
			case Campaign.Next.Send _ -> ask();
			case Campaign.Next.Again again -> again(again.giveBack());
			case Campaign.Next.Won won -> {
				bed.history.won(node.name, won.term(), asked, bed.now);
				LeaseKeeper keeper = new LeaseKeeper(won.term(), bed.voters(), bed.timing);
				keeper.onVotes(bed.mutation == Bed.Mutation.COUNTS_FROM_THE_ANSWER ? node.clock() : sentAt, List.copyOf(votes.values()), node.clock());
				node.won(keeper);
				restore(keeper);
			}
		}
	}

	private void again(Optional<Ballot> giveBack) {
		giveBack.ifPresent(ballot -> node.ask(ballot, _ -> { }));
		if (bed.now - began > CAMPAIGN) {
			node.gaveUp(this);
		} else {
			bed.after(100 * MS + bed.random.nextLong(100 * MS), () -> node.whenAwake(() -> {
				if (node.leads(this)) {
					ask();
				}
			}));
		}
	}

	private void restore(LeaseKeeper keeper) {
		bed.after(150 * MS + bed.random.nextLong(500 * MS), () -> node.whenAwake(() -> {
			if (node.leads(this)) {
				node.stored().ifPresentOrElse(epoch -> node.restored(epoch, keeper), () -> node.gaveUp(this));
			}
		}));
	}
}
