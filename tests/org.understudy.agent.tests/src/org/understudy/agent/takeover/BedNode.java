// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import static org.understudy.agent.takeover.Bed.MS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.understudy.agent.takeover.BedCapsule.Stored;
import org.understudy.agent.takeover.Beats.Heard;
import org.understudy.agent.takeover.Outlook.Surroundings;
import org.understudy.core.decision.ClusterView;
import org.understudy.core.decision.ClusterView.Situation;
import org.understudy.core.decision.Decision;
import org.understudy.core.decision.LocalView;
import org.understudy.core.decision.TakeoverRules;
import org.understudy.lease.LeaseKeeper;
import org.understudy.lease.LeaseVoter;
import org.understudy.model.Ballot;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.Fault;
import org.understudy.model.FaultClass;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Term;
import org.understudy.model.Vote;

/**
 * One host of the bed. What is on its disk and what runs in its capsule outlives its agent; its watchdog freezes at the deadline as late
 * as it may, and kills an orphan after the grace.
 */
final class BedNode {

	private static final Duration GRACE = Duration.ofSeconds(20);
	private static final Duration TICK = Duration.ofMillis(200);

	final NodeName name;
	private final Bed bed;
	private final NodeConfig config;
	final BedDisk disk = new BedDisk();
	private final double rate;
	private final long offset;
	/** On disk. */
	private Optional<Stored> stored = Optional.empty();
	private Optional<Term> record = Optional.empty();
	/** The host's. */
	private BedCapsule capsule;
	private long deadline;
	private boolean orphaned;
	private boolean hostUp = true;
	/** The agent's. */
	private boolean agentUp = true;
	private long awakeAt;
	private int incarnation;
	private LeaseVoter voter;
	private Outlook outlook;
	private final Map<NodeName, Heard> heard = new HashMap<>();
	private LeaseKeeper keeper;
	private BedTakeover takeover;
	private Optional<Term> lost = Optional.empty();
	private final List<Fault> faults = new ArrayList<>();
	private final List<Long> restarts = new ArrayList<>();
	private Situation situation = Situation.RUNNING;
	private long since;
	private Epoch committed = Epoch.NONE;
	private Epoch captured = Epoch.NONE;
	private int ticks;
	private String thought = "";

	BedNode(Bed bed, NodeConfig config) {
		this.bed = bed;
		this.config = config;
		this.name = config.name();
		double drift = bed.random.nextBoolean() ? bed.random.nextDouble(-1, 1) : bed.random.nextBoolean() ? 1 : -1;
		this.rate = 1 + drift * bed.timing.maxDrift();
		this.offset = bed.random.nextLong();
		startAgent();
	}

	void begin() {
		bed.after(bed.random.nextLong(200 * MS), this::tick);
		bed.after(0, this::watchdog);
	}

	/** As after a protect run: the first term, won without a contest. */
	void protect() {
		bed.nodes.forEach(n -> n.disk.grant(Bed.SHOP, new Term(1), name));
		bed.nodes.forEach(BedNode::startAgent);
		bed.history.won(name, new Term(1), 0, 0);
		run(new LeaseKeeper(new Term(1), bed.voters(), bed.timing), new BedCapsule(new Term(1), 0), Epoch.NONE);
		capsule.frozen = true;
	}

	long clock() {
		return offset + (long) (bed.now * rate);
	}

	// ---- the host

	/** The application executes instructions. */
	boolean running() {
		return capsule != null && !capsule.dead && !capsule.frozen && !overdue(bed.timing.freezeWithin());
	}

	private boolean overdue(Duration by) {
		return clock() - deadline >= (long) (by.toNanos() * rate);
	}

	/** A client's write; under which term it was done. */
	Term increment() {
		capsule.value++;
		return capsule.term;
	}

	boolean standsFrozen() {
		return capsule != null && !capsule.dead && !running();
	}

	/** Freezes at the latest moment, kills an orphan after the grace; needs no agent. */
	private void watchdog() {
		if (capsule != null && overdue(bed.timing.freezeWithin())) {
			capsule.frozen = true;
			if (orphaned && overdue(GRACE)) {
				capsule = null;
			}
		}
		bed.after(50 * MS, this::watchdog);
	}

	void powerOff(long time) {
		if (hostUp) {
			bed.log.add(bed.now / MS + " power off " + name);
			hostUp = false;
			capsule = null;
			stopAgent();
			bed.after(time, this::powerOn);
		}
	}

	private void powerOn() {
		hostUp = true;
		if (!agentUp) {
			startAgent();
		}
	}

	void crashAgent(long time) {
		if (agentUp) {
			bed.log.add(bed.now / MS + " crash " + name);
			stopAgent();
			bed.sever(this);
			bed.after(time, () -> {
				if (hostUp && !agentUp) {
					startAgent();
				}
			});
		}
	}

	void crashApplication() {
		if (capsule != null && !capsule.dead) {
			bed.log.add(bed.now / MS + " application dies on " + name);
			BedCapsule victim = capsule;
			victim.dead = true;
			bed.after(50 * MS, () -> whenAwake(() -> found(victim)));
		}
	}

	void hang(long time) {
		bed.log.add(bed.now / MS + " hang " + name + " for " + time / MS);
		awakeAt = bed.now + time;
	}

	void recoverAll() {
		disk.full = false;
		awakeAt = bed.now;
		powerOn();
	}

	// ---- the agent

	private void stopAgent() {
		agentUp = false;
		orphaned = true;
		keeper = null;
		takeover = null;
	}

	private void startAgent() {
		agentUp = true;
		orphaned = false;
		incarnation++;
		voter = disk.voter(name, bed, this::clock);
		outlook = new Outlook(name);
		heard.clear();
		faults.clear();
		restarts.clear();
		lost = Optional.empty();
		keeper = null;
		takeover = null;
		record.ifPresent(this::recover);
	}

	private void recover(Term term) {
		boolean alive = capsule != null && !capsule.dead && capsule.term.equals(term);
		if (alive) {
			boolean prolongs = bed.mutation == Bed.Mutation.RESTART_PROLONGS;
			deadline = prolongs ? clock() + bed.timing.lease().toNanos() : Math.min(deadline, clock());
			capsule.frozen |= !prolongs;
			keeper = new LeaseKeeper(term, bed.voters(), bed.timing);
			change(Situation.RUNNING);
		} else {
			capsule = null;
			lost = Optional.of(term);
			ask(new Ballot(Bed.SHOP, name, term, Ballot.Kind.RELEASE), _ -> { });
		}
	}

	/** A stopped agent does everything later, a dead one never. */
	void whenAwake(Runnable action) {
		int mine = incarnation;
		if (!agentUp) {
			return;
		}
		if (bed.now >= awakeAt) {
			action.run();
		} else {
			bed.after(awakeAt - bed.now, () -> {
				if (incarnation == mine) {
					whenAwake(action);
				}
			});
		}
	}

	void severed(NodeName peer) {
		whenAwake(() -> heard.computeIfPresent(peer, (_, h) -> new Heard(h.pulse(), h.at(), Optional.of(clock()))));
	}

	private void tick() {
		whenAwake(this::work);
		bed.after((long) (TICK.toNanos() / rate), this::tick);
	}

	private void work() {
		ticks++;
		if (keeper != null) {
			obey(keeper.onTick(clock()));
		}
		if (keeper != null && ticks % 2 == 0) {
			LeaseKeeper mine = keeper;
			long sentAt = clock();
			ask(new Ballot(Bed.SHOP, name, mine.term(), Ballot.Kind.RENEW), vote -> hear(mine, sentAt, vote));
		}
		if (ticks % 5 == 0 && running() && agentUp) {
			capture();
		}
		Pulse own = pulse();
		bed.nodes.stream().filter(n -> n != this).forEach(n -> bed.send(this, n, () -> n.whenAwake(() -> n.beat(own))));
		decide(own);
	}

	private void hear(LeaseKeeper mine, long sentAt, Vote vote) {
		if (keeper == mine) {
			obey(mine.onVotes(bed.mutation == Bed.Mutation.COUNTS_FROM_THE_ANSWER ? clock() : sentAt, List.of(vote), clock()));
		}
	}

	private void obey(org.understudy.lease.Decision decision) {
		switch (decision) {
			case org.understudy.lease.Decision.Run run -> deadline = run.until();
			case org.understudy.lease.Decision.Thaw thaw -> {
				deadline = thaw.until();
				if (capsule != null) {
					capsule.frozen = false;
					since = clock();
				}
			}
			case org.understudy.lease.Decision.Freeze _ -> {
				if (capsule != null && !capsule.frozen) {
					capsule.frozen = true;
					since = clock();
				}
			}
			case org.understudy.lease.Decision.End _ -> end();
		}
	}

	/** Nothing of it runs here any more, and not because it should end. */
	void end() {
		lost = record.or(() -> lost);
		keeper = null;
		capsule = null; // the record stays: should this agent die now, the next one must know that it shall run somewhere
		faults.clear();
	}

	/** Asks all voters; answers come one by one, or never. */
	void ask(Ballot ballot, java.util.function.Consumer<Vote> answer) {
		bed.ask(this, ballot, answer);
	}

	private void capture() {
		captured = captured.next();
		Stored epoch = new Stored(captured, capsule.term, capsule.value);
		for (BedNode to : bed.nodes) {
			if (to != this && !to.config.witness()) {
				bed.send(this, to, () -> to.whenAwake(() -> to.receive(epoch, this)));
			}
		}
	}

	/** The fence is {@link org.understudy.agent.guard.TermFence}'s rule: nothing below what was granted or is kept. */
	private void receive(Stored epoch, BedNode from) {
		Term highest = voter.highest(Bed.SHOP);
		boolean lower = epoch.term().compareTo(highest) < 0 || stored.filter(s -> epoch.term().compareTo(s.term()) < 0).isPresent();
		if (lower && bed.mutation != Bed.Mutation.NO_FENCE || disk.full) {
			return;
		}
		if (lower) {
			bed.fail("invariant 7: %s took epoch %s of term %s after term %s".formatted(name, epoch.epoch(), epoch.term(), highest));
		}
		if (stored.filter(s -> s.term().equals(epoch.term()) && s.epoch().compareTo(epoch.epoch()) >= 0).isEmpty()) {
			stored = Optional.of(epoch);
		}
		bed.send(this, from, () -> from.whenAwake(() -> from.acknowledged(epoch)));
	}

	private void acknowledged(Stored epoch) {
		if (capsule != null && capsule.term.equals(epoch.term()) && epoch.epoch().compareTo(committed) > 0) {
			committed = epoch.epoch();
		}
	}

	private Pulse pulse() {
		Map<NodeName, Long> ages = new HashMap<>();
		heard.forEach((node, h) -> {
			if (h.severed().isEmpty()) {
				ages.put(node, TimeUnit.NANOSECONDS.toMillis(clock() - h.at()));
			}
		});
		List<Pulse.Held> held = stored.map(s -> new Pulse.Held(Bed.SHOP, s.epoch(), s.term(), Instant.ofEpochSecond(s.epoch().number()), Bytes.of(1)))
				.stream().toList();
		return new Pulse(name, name + "." + incarnation, ticks, Bytes.of(100), List.of(), told(), held, ages,
				takeover == null ? List.of() : List.of(Bed.SHOP));
	}

	private List<Pulse.Running> told() {
		if (record.isPresent() && capsule != null) {
			Situation now = situation == Situation.RUNNING && capsule != null && capsule.frozen ? Situation.FROZEN : situation;
			Term term = record.orElseThrow();
			return List.of(new Pulse.Running(bed.spec, term, now, TimeUnit.NANOSECONDS.toMillis(clock() - since), committed, faults));
		}
		return lost.map(term -> new Pulse.Running(bed.spec, term, Situation.LOST, 0, Epoch.NONE, List.of())).stream().toList();
	}

	private void beat(Pulse pulse) {
		Heard before = heard.get(pulse.node());
		boolean late = before != null && before.pulse().incarnation().equals(pulse.incarnation()) && before.pulse().sequence() >= pulse.sequence();
		if (!late) { // a link keeps its order
			heard.put(pulse.node(), new Heard(pulse, clock(), Optional.empty()));
			outlook.learn(pulse, clock());
		}
	}

	private void found(BedCapsule victim) {
		if (capsule == victim && keeper != null && faults.isEmpty()) {
			faults.add(new Fault(FaultClass.APPLICATION, "process-exit", "it died", "", name, Instant.EPOCH));
		}
	}

	private void change(Situation next) {
		situation = next;
		since = clock();
	}

	private void decide(Pulse own) {
		outlook.learn(own, clock());
		outlook.told(Bed.SHOP).filter(t -> record.filter(l -> t.term().compareTo(l) > 0).isPresent()).ifPresent(_ -> {
			end();
			lost = Optional.empty();
			record = Optional.empty();
		});
		if (outlook.applications().isEmpty() || config.witness()) {
			return;
		}
		ClusterView view = outlook.view(Bed.SHOP, bed.cluster, new Surroundings(heard, own, _ -> Optional.empty()), clock());
		boolean guards = capsule != null && record.isPresent();
		Optional<LocalView.Running> mine = guards ? Optional.of(new LocalView.Running(!capsule.dead, false, faults, restarts)) : Optional.empty();
		Optional<String> busy = takeover == null ? Optional.empty() : Optional.of("taking over");
		Decision decision = TakeoverRules.decide(view, new LocalView(name, mine, busy), clock()).decision();
		act(view, decision);
	}

	private void act(ClusterView view, Decision decision) {
		switch (decision) {
			case Decision.Restart _ -> {
				restarts.add(clock());
				faults.clear();
				capsule = new BedCapsule(record.orElseThrow(), stored.map(Stored::value).orElse(0L));
				capsule.frozen = keeper == null || overdue(Duration.ZERO);
			}
			case Decision.HandOver _ -> handOver();
			case Decision.TakeOver _ -> lead(new BedTakeover(bed, this, view));
			case Decision.Stay _, Decision.Wait _, Decision.Ask _, Decision.Leave _, Decision.Blocked _ -> thought = decision.toString();
		}
	}

	private void handOver() {
		if (situation != Situation.HANDED_OVER) {
			change(Situation.HANDED_OVER);
			Term term = keeper == null ? record.orElseThrow() : keeper.term();
			keeper = null;
			ask(new Ballot(Bed.SHOP, name, term, Ballot.Kind.RELEASE), _ -> { });
		}
	}

	/** Asked by another node to stop it; true when nothing of it runs here. */
	void fence() {
		if (keeper != null && takeover == null) {
			Term term = keeper.term();
			end();
			ask(new Ballot(Bed.SHOP, name, term, Ballot.Kind.RELEASE), _ -> { });
		} else if (takeover == null) {
			end();
		}
	}

	boolean leads(BedTakeover which) {
		return agentUp && takeover == which;
	}

	LeaseVoter voter() {
		return voter;
	}

	Optional<Stored> stored() {
		return stored;
	}

	/** The keeper renews while the epoch is being restored. */
	void won(LeaseKeeper fresh) {
		keeper = fresh;
	}

	void restored(Stored epoch, LeaseKeeper mine) {
		takeover = null;
		if (keeper != mine) {
			return;
		}
		org.understudy.lease.Decision right = mine.onTick(clock());
		if (right instanceof org.understudy.lease.Decision.Run run) {
			bed.takeovers++;
			deadline = run.until();
			run(mine, new BedCapsule(mine.term(), epoch.value()), epoch.epoch());
			bed.log.add(bed.now / MS + " " + name + " runs term " + mine.term() + " from epoch " + epoch.epoch());
		} else {
			keeper = null;
			ask(new Ballot(Bed.SHOP, name, mine.term(), Ballot.Kind.RELEASE), _ -> { });
		}
	}

	private void run(LeaseKeeper mine, BedCapsule fresh, Epoch from) {
		keeper = mine;
		capsule = fresh;
		record = Optional.of(mine.term());
		lost = Optional.empty();
		faults.clear();
		restarts.clear();
		change(Situation.RUNNING);
		committed = from;
		captured = new Epoch(from.number() + 1000);
	}

	private void lead(BedTakeover fresh) {
		takeover = fresh;
		fresh.start();
	}

	void gaveUp(BedTakeover which) {
		if (takeover == which) {
			takeover = null;
		}
	}

	@Override
	public String toString() {
		return "%s(%s%s, capsule %s, %s, record %s, lost %s, stored %s, faults %d, thinks %s)".formatted(name, agentUp ? "up" : "down", hostUp ? "" : " off",
				capsule, situation, record, lost,
				stored, faults.size(), thought);
	}
}
