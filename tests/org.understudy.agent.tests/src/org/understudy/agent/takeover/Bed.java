// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.understudy.lease.LeaseTiming;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Ballot;
import org.understudy.model.ClusterConfig;
import org.understudy.model.HealthCheck;
import org.understudy.model.Mode;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.NodePorts;
import org.understudy.model.ProblemException;
import org.understudy.model.TakeoverPolicy;
import org.understudy.model.Vote;

/**
 * A cluster in one thread and in simulated time, all from one seed: the real voters, keepers, campaigns, outlooks and rules, with a
 * clock, network, disk and engine that are not. After every event the invariants are checked; after the troubles the network heals, and
 * then exactly one node must run the application and nothing may stand frozen.
 */
final class Bed {

	static final long MS = 1_000_000;
	static final ApplicationName SHOP = new ApplicationName("shop");

	/** Deliberate mistakes, each of which the bed must find. */
	enum Mutation {
		NONE,
		/** The primary counts its lease from the answer instead of from the send. */
		COUNTS_FROM_THE_ANSWER,
		/** One vote is taken for a majority. */
		MINORITY_WINS,
		/** Voters do not wait until the holder's lease is over. */
		VOTERS_DO_NOT_WAIT,
		/** A voter's promises do not survive its restart, and it does not wait after it. */
		VOTERS_FORGET,
		/** An agent that starts beside a running capsule lets it run as if it had just renewed. */
		RESTART_PROLONGS,
		/** Receivers take epochs of lower terms. */
		NO_FENCE
	}

	/** One directed link's quality. */
	private record Link(NodeName from, NodeName to) {
	}

	private record Event(long at, long order, Runnable action) {
	}

	final Random random;
	final Mutation mutation;
	final LeaseTiming timing = LeaseTiming.DEFAULT;
	final ClusterConfig cluster;
	final ApplicationSpec spec;
	final List<BedNode> nodes = new ArrayList<>();
	final History history = new History();
	final List<String> log = new ArrayList<>();
	long now;
	int takeovers;
	int answers;
	private final Firewall firewall = new Firewall();
	private final PriorityQueue<Event> events = new PriorityQueue<>(
			(a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
	private long order;
	private boolean healed;
	private String broken = "";

	Bed(long seed, int size, Mutation mutation) throws ProblemException {
		this.random = new Random(seed);
		this.mutation = mutation;
		List<NodeConfig> configs = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			boolean witness = i == size - 1;
			configs.add(new NodeConfig(new NodeName("n" + i), "10.0.0." + i, witness, NodePorts.DEFAULT, "", ""));
		}
		this.cluster = new ClusterConfig("bed", 1, configs);
		this.spec = new ApplicationSpec(SHOP, List.of("/bin/shop"), Map.of(), "/", "10.0.0.99/24", Mode.HOT, Duration.ofSeconds(1), HealthCheck.NONE,
				configs.stream().filter(n -> !n.witness()).map(NodeConfig::name).toList())
				.withTakeover(new TakeoverPolicy(TakeoverPolicy.Style.AUTOMATIC, random.nextInt(2), 1000, null, null, null));
		for (NodeConfig config : configs) {
			nodes.add(new BedNode(this, config));
		}
		nodes.forEach(BedNode::begin);
		nodes.getFirst().protect();
		after(random.nextLong(3000 * MS), this::trouble);
		after(0, this::client);
	}

	/** Runs with troubles for {@code wild}, then without; says which invariant broke, or nothing. */
	String run(Duration wild, Duration calm) {
		long end = wild.plus(calm).toNanos();
		while (broken.isEmpty() && !events.isEmpty() && events.peek().at < end) {
			Event event = events.poll();
			now = event.at;
			if (!healed && now > wild.toNanos()) {
				heal();
			}
			event.action.run();
			check();
		}
		return broken.isEmpty() ? atTheEnd() : broken;
	}

	/** Invariant 1, by the state of the capsules and not by what any agent believes. */
	private void check() {
		BedNode first = null;
		for (BedNode node : nodes) {
			if (node.running()) {
				if (first != null) {
					fail("invariant 1: %s and %s run at the same time".formatted(first, node));
				}
				first = node;
			}
		}
	}

	void fail(String what) {
		if (broken.isEmpty()) {
			broken = "at %d ms: %s".formatted(now / MS, what);
		}
	}

	private String atTheEnd() {
		List<BedNode> running = nodes.stream().filter(BedNode::running).toList();
		boolean restorable = nodes.stream().anyMatch(n -> n.stored().isPresent());
		if (running.size() > 1 || running.isEmpty() && restorable) {
			return "liveness: after all troubles %d nodes run it: %s".formatted(running.size(), nodes);
		}
		List<BedNode> frozen = nodes.stream().filter(BedNode::standsFrozen).toList();
		if (!frozen.isEmpty()) {
			return "invariant 3: frozen for ever: " + frozen;
		}
		return history.linearizable() ? "" : "the history of terms is not linearizable: " + history;
	}

	void after(long nanos, Runnable action) {
		events.add(new Event(now + nanos, order++, action));
	}

	/** A message; it may be lost, late, doubled or overtaken. */
	void send(BedNode from, BedNode to, Runnable arrival) {
		if (from == to) {
			after(MS / 10, arrival);
			return;
		}
		if (firewall.drops(from, to)) {
			return;
		}
		after(firewall.delay(), arrival);
		if (!healed && random.nextInt(30) == 0) {
			after(firewall.delay(), arrival);
		}
	}

	void ask(BedNode from, Ballot ballot, Consumer<Vote> answer) {
		for (BedNode to : nodes) {
			send(from, to, () -> to.whenAwake(() -> {
				Vote vote = to.voter().vote(ballot);
				send(to, from, () -> from.whenAwake(() -> answer.accept(vote)));
			}));
		}
	}

	/** Whom a primary believes to be all voters. */
	Set<NodeName> voters() {
		int size = mutation == Mutation.MINORITY_WINS ? 1 : nodes.size();
		return cluster.nodes().stream().limit(size).map(NodeConfig::name).collect(Collectors.toSet());
	}

	/** What a kernel tells its neighbours when a process dies: lost when the link is cut. */
	void sever(BedNode dead) {
		for (BedNode other : nodes) {
			if (other != dead && !firewall.cut(dead, other)) {
				after(MS, () -> other.severed(dead.name));
			}
		}
	}

	/** A client that finds whoever answers at the address. */
	private void client() {
		nodes.stream().filter(BedNode::running).forEach(node -> {
			history.worked(node.name, node.increment(), now);
			answers++;
		});
		after(40 * MS + random.nextLong(40 * MS), this::client);
	}

	private void trouble() {
		if (healed) {
			return;
		}
		BedNode any = nodes.get(random.nextInt(nodes.size()));
		BedNode victim = random.nextInt(3) == 0 ? primaryOr(any) : any;
		switch (random.nextInt(12)) {
			case 0 -> victim.hang(random.nextLong(12_000 * MS));
			case 1 -> victim.crashAgent(200 * MS + random.nextLong(9000 * MS));
			case 2 -> victim.powerOff(500 * MS + random.nextLong(9000 * MS));
			case 3 -> victim.crashApplication();
			case 4 -> {
				victim.disk.full = true;
				after(random.nextLong(8000 * MS), () -> victim.disk.full = false);
			}
			case 5, 6 -> firewall.isolate(victim, random.nextInt(3));
			case 7, 8 -> {
				// the agent is started anew where it can reach nobody
				firewall.isolate(primaryOr(victim), 0);
				primaryOr(victim).crashAgent(200 * MS + random.nextLong(2500 * MS));
			}
			case 9 -> firewall.between(victim, nodes.get(random.nextInt(nodes.size())), random.nextInt(3));
			default -> firewall.open();
		}
		after(300 * MS + random.nextLong(3000 * MS), this::trouble);
	}

	private BedNode primaryOr(BedNode other) {
		return nodes.stream().filter(BedNode::running).findFirst().orElse(other);
	}

	private void heal() {
		healed = true;
		firewall.open();
		nodes.forEach(BedNode::recoverAll);
	}

	/** Cuts, delays and loses, in each direction on its own. */
	private final class Firewall {

		private static final int OUT = 1;
		private static final int IN = 2;
		private final java.util.Set<Link> cuts = new java.util.HashSet<>();

		boolean cut(BedNode from, BedNode to) {
			return cuts.contains(new Link(from.name, to.name));
		}

		boolean drops(BedNode from, BedNode to) {
			return cut(from, to) || !healed && random.nextInt(25) == 0;
		}

		long delay() {
			return !healed && random.nextInt(10) == 0 ? random.nextLong(4000 * MS) : MS / 5 + random.nextLong(15 * MS);
		}

		/** {@code way}: 0 both directions, else one. */
		void isolate(BedNode victim, int way) {
			nodes.stream().filter(n -> n != victim).forEach(other -> between(victim, other, way));
		}

		void between(BedNode a, BedNode b, int way) {
			if (way != IN) {
				cuts.add(new Link(a.name, b.name));
			}
			if (way != OUT) {
				cuts.add(new Link(b.name, a.name));
			}
		}

		void open() {
			cuts.clear();
		}
	}
}
