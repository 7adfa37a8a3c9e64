// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.understudy.model.ApplicationName;
import org.understudy.model.Ballot;
import org.understudy.model.NodeName;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;
import org.understudy.model.Vote;

/**
 * A cluster in simulated time from one seed: real voters and keepers, clocks that drift, a network that loses, delays, doubles and
 * partitions, voters that restart, agents that hang. After every event at most one node's capsule may be unfrozen.
 */
final class LeaseWorld {

	static final long MS = 1_000_000;
	static final ApplicationName SHOP = new ApplicationName("shop");

	/**
	 * What a schedule is made of.
	 *
	 * @param keeper     the timing of primaries; voters use the default: other than that is a mutation
	 * @param drift      clocks run between 1 - drift and 1 + drift
	 * @param fromAnswer mutation: the lease counts from the answer instead of from the send
	 * @param majority   of how many voters primaries think: a mutation when it is less than all
	 */
	record Rules(LeaseTiming keeper, double drift, boolean fromAnswer, int majority) {
	}

	private record Event(long at, long order, Runnable action) {
	}

	final Random random;
	final Rules rules;
	final List<SimulatedNode> nodes = new ArrayList<>();
	long now;
	int takeovers;
	int thaws;
	private final PriorityQueue<Event> events = new PriorityQueue<>(
			(a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
	private long order;
	private int cutOff = -1;

	LeaseWorld(long seed, int size, Rules rules) throws ProblemException {
		this.random = new Random(seed);
		this.rules = rules;
		for (int i = 0; i < size; i++) {
			nodes.add(new SimulatedNode(this, i));
		}
		nodes.forEach(SimulatedNode::begin);
		after(random.nextLong(3000 * MS), this::changeThePartition);
	}

	/** Runs for so long; says who ran at the same instant, or nothing. */
	String run(Duration time) {
		while (!events.isEmpty() && events.peek().at < time.toNanos()) {
			Event event = events.poll();
			now = event.at;
			event.action.run();
			List<SimulatedNode> running = nodes.stream().filter(SimulatedNode::running).toList();
			if (running.size() > 1) {
				return "at %d ms: %s".formatted(now / MS, running);
			}
		}
		return "";
	}

	void after(long nanos, Runnable action) {
		events.add(new Event(now + nanos, order++, action));
	}

	/** The nodes that a primary believes to be all voters. */
	Set<NodeName> voters() {
		return IntStream.range(0, rules.majority).mapToObj(i -> nodes.get(i).name).collect(Collectors.toSet());
	}

	/** Asks all; answers come one by one, late, twice, or never. */
	void ask(SimulatedNode from, Ballot ballot, Consumer<Vote> answer) {
		for (SimulatedNode to : nodes) {
			send(from, to, () -> to.whenAwake(() -> {
				Vote vote = to.voter.vote(ballot);
				send(to, from, () -> from.whenAwake(() -> answer.accept(vote)));
			}));
		}
	}

	Ballot ballot(SimulatedNode node, Term term, Ballot.Kind kind) {
		return new Ballot(SHOP, node.name, term, kind);
	}

	private void send(SimulatedNode from, SimulatedNode to, Runnable arrival) {
		boolean cut = from != to && (from.index == cutOff || to.index == cutOff);
		if (cut || from != to && random.nextInt(10) == 0) {
			return;
		}
		after(from == to ? MS / 10 : delay(), arrival);
		if (random.nextInt(20) == 0) {
			after(delay(), arrival);
		}
	}

	private long delay() {
		return random.nextInt(12) == 0 ? random.nextLong(4000 * MS) : MS / 5 + random.nextLong(20 * MS);
	}

	private void changeThePartition() {
		cutOff = random.nextBoolean() ? random.nextInt(nodes.size()) : -1;
		after(500 * MS + random.nextLong(5000 * MS), this::changeThePartition);
	}
}
