// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.understudy.agent.Journal;
import org.understudy.api.Json;
import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.lease.Election;
import org.understudy.lease.Watchdog;
import org.understudy.lease.Watchdog.Ward;
import org.understudy.lease.Election.Outcome;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationState;
import org.understudy.model.ApplicationStatus;
import org.understudy.model.Ballot;
import org.understudy.model.Departed;
import org.understudy.model.Epoch;
import org.understudy.model.FenceEvidence;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;
import org.understudy.model.Severity;
import org.understudy.model.VerbOrder;

/** The applications that this node runs. Thread-safe: what changes a guard goes through the loop. */
public final class Guards {

	private static final System.Logger LOG = System.getLogger(Guards.class.getName());
	private static final Duration ROUND = Duration.ofMillis(400);
	private static final Duration CAMPAIGN = Duration.ofSeconds(10);
	private static final Duration ON_LOOP = Duration.ofSeconds(10);

	private final Services services;
	private final Map<ApplicationName, ApplicationGuard> guards = new ConcurrentHashMap<>();
	private final Map<ApplicationName, GuardRecord> lost = new ConcurrentHashMap<>();
	private final Map<ApplicationName, Departure> departures = new ConcurrentHashMap<>();

	public Guards(Services services) {
		this.services = services;
	}

	public Optional<ApplicationGuard> find(ApplicationName name) {
		return Optional.ofNullable(guards.get(name));
	}

	public Collection<ApplicationGuard> all() {
		return guards.values();
	}

	/** What ran here before this agent started, and was lost with the host or the capsule: another node shall take it over. */
	public Collection<GuardRecord> lost() {
		return lost.values();
	}

	/** Another node runs it now, or nobody shall. */
	public void forgetLost(ApplicationName name) throws ProblemException {
		GuardRecord record = lost.remove(name);
		if (record != null && !guards.containsKey(name)) {
			services.state().home().delete(record.file());
		}
	}

	/** Wins a new term for this node, waiting for the old holder's lease to run out where it must. Blocks up to ten seconds. */
	public Right take(ApplicationName name) throws ProblemException {
		Election election = new Election(services.ballots().within(ROUND), services.cluster().get().nodes().size());
		return switch (election.run(name, services.self(), services.ballots().highest(name), CAMPAIGN)) {
			case Outcome.Won won -> new Right(services, name, won);
			case Outcome.Lost lost -> throw Problem.error("no-majority", services.self() + " may not run " + name + ": too few voters agreed.",
					lost.reason(), "Start the missing agents (understudy nodes), or wait until the old primary's lease is over.").exception();
		};
	}

	/** Gives a won right back that will not be used, and forgets what was kept for a guard that will not be. */
	public void giveBack(Right right, ApplicationName name) throws ProblemException, InterruptedException {
		right.giveBack();
		services.state().home().delete(GuardRecord.file(name));
	}

	/** Gives back what this node's agent had won before it died; nothing runs here. */
	public void giveBack(ApplicationName name, Term term) throws ProblemException, InterruptedException {
		services.state().home().delete(GuardRecord.file(name));
		services.ballots().ask(new Ballot(name, services.self(), term, Ballot.Kind.RELEASE), ROUND);
	}

	/** From now on this node guards the capsule that the won right let loose. */
	public void add(GuardRecord record, Capsule capsule, Right right) throws ProblemException, InterruptedException {
		add(record, capsule, right.check());
	}

	/** From now on this node guards a capsule that stands still, and lets it go on when a majority has renewed its lease. */
	void resume(GuardRecord record, Capsule capsule) throws ProblemException, InterruptedException {
		add(record, capsule, System.nanoTime());
	}

	/** @param until by when it must have been renewed, by {@link System#nanoTime}; a past moment freezes it until then */
	private void add(GuardRecord record, Capsule capsule, long until) throws ProblemException, InterruptedException {
		services.state().home().write(record.file(), Json.write(record));
		Watchdog watchdog = Watchdog.start(new Ward(capsule.cgroup(), services.host().capsules().cutOff(capsule)),
				services.state().home().watchdogs(), Watchdog.GRACE, until);
		onLoop(services.state().loop().ask(() -> {
			ApplicationGuard guard = new ApplicationGuard(services, record, capsule, watchdog);
			guard.onLoss(() -> lost.put(record.spec().name(), record));
			guard.onEnd(() -> guards.remove(record.spec().name(), guard));
			lost.remove(record.spec().name());
			return guards.put(record.spec().name(), guard);
		}));
	}

	/** Brings another node near for a move, while the application runs here. */
	public Epoch approach(VerbOrder order) throws ProblemException, InterruptedException {
		ApplicationName name = order.application();
		goOnFromEarlier(name);
		ApplicationGuard guard = find(name).orElseThrow(() -> unknown(name).exception());
		NodeConfig target = services.cluster().get().node(new NodeName(order.to())).orElseThrow();
		Departure fresh = new Departure(services, this, guard, target);
		departures.put(name, fresh);
		boolean near = false;
		try {
			Epoch epoch = fresh.approach();
			near = true;
			return epoch;
		} finally {
			if (!near) {
				fresh.goOn();
			}
		}
	}

	/** A move whose target fell silent before the freeze left its stream open. */
	private void goOnFromEarlier(ApplicationName name) throws ProblemException, InterruptedException {
		Departure earlier = departures.get(name);
		if (earlier != null) {
			earlier.goOn();
		}
	}

	/** Freezes it and brings its last state there. */
	public Departed depart(VerbOrder order) throws ProblemException, InterruptedException {
		return departure(order.application()).depart();
	}

	/** What left, or was about to, goes on here; whatever stands now, the neighbours learn again that its address is here. */
	public FenceEvidence goOn(VerbOrder order) throws ProblemException, InterruptedException {
		ApplicationName name = order.application();
		Departure departure = departures.get(name);
		if (departure != null) {
			departure.goOn();
		}
		ApplicationGuard guard = find(name).orElseThrow(() -> unknown(name).exception());
		services.host().capsules().announce(guard.capsule().plan());
		return new FenceEvidence(services.self(), "goes on on " + services.self(), false, services.state().clock().instant());
	}

	/** It serves elsewhere: removes what stands here; as good when nothing does. */
	public FenceEvidence leave(VerbOrder order) throws ProblemException, InterruptedException {
		Departure departure = departures.get(order.application());
		return departure != null ? departure.leave()
				: new FenceEvidence(services.self(), "nothing of it stands on " + services.self(), true, services.state().clock().instant());
	}

	private Departure departure(ApplicationName name) throws ProblemException {
		return Optional.ofNullable(departures.get(name)).orElseThrow(() -> Problem.error("not-leaving", name + " is not about to leave " + services.self() + ".",
				"", "Order the switchover again.").exception());
	}

	void departed(ApplicationName name, Departure departure) {
		departures.remove(name, departure);
	}

	void forget(ApplicationGuard guard) {
		guards.remove(guard.spec().name(), guard);
	}

	/** Whether another living node publishes that it runs it. */
	boolean runsElsewhere(ApplicationName name) {
		return services.state().board().application(name).filter(s -> !s.primary().equals(services.self()))
				.filter(s -> services.state().board().members().contains(s.primary()))
				.filter(s -> s.state() == ApplicationState.PROTECTED || s.state() == ApplicationState.UNPROTECTED).isPresent();
	}

	public ApplicationStatus status(ApplicationName name) throws ProblemException, InterruptedException {
		ApplicationGuard guard = find(name).orElseThrow(() -> unknown(name).exception());
		return onLoop(services.state().loop().ask(guard::status));
	}

	/** Ends an application here by order, and no node shall take it over; also when this node does not run it, which is as good. */
	public CompletableFuture<FenceEvidence> end(ApplicationName name, String why) {
		return end(name, guard -> guard.end(why));
	}

	/** Ends an application here so that another node may run it, which the others may see to when that one fails. */
	public CompletableFuture<FenceEvidence> yield(ApplicationName name, String why) {
		return end(name, guard -> guard.yield(why));
	}

	private CompletableFuture<FenceEvidence> end(ApplicationName name, Function<ApplicationGuard, CompletableFuture<FenceEvidence>> how) {
		ApplicationGuard guard = guards.get(name);
		if (guard == null) {
			return CompletableFuture.completedFuture(new FenceEvidence(services.self(), "does not run on " + services.self(), true,
					services.state().clock().instant()));
		}
		return services.state().loop().ask(() -> how.apply(guard)).thenCompose(f -> f);
	}

	/** After a restart of the agent: goes on guarding the capsules that still run, and forgets the others. */
	public void recover() {
		for (String file : services.state().home().list(services.state().home().applications())) {
			try {
				recover(services.state().home().read("applications/" + file, GuardRecord.class));
			} catch (ProblemException e) {
				LOG.log(Level.ERROR, e.problem().summary(), e);
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	private void recover(GuardRecord record) throws ProblemException, InterruptedException {
		ApplicationName name = record.spec().name();
		Optional<Capsule> capsule = services.host().capsules().find(name.value()).filter(services.host().capsules()::isAlive);
		if (capsule.isPresent()) {
			// Nobody knows when the lease was renewed last: it stands still until a majority has granted.
			resume(record, capsule.get());
			journal(Severity.INFO, name, "guard-resumed", name + " still runs here; its guard goes on in term " + record.term() + ".");
		} else {
			List<String> left = services.host().capsules().destroy(Plans.of(services, record.spec(), name.value(), Network.UPLINK));
			left.forEach(l -> journal(Severity.WARNING, name, "left-over", l));
			lost.put(name, record);
			services.ballots().ask(new Ballot(name, services.self(), record.term(), Ballot.Kind.RELEASE), ROUND);
			journal(Severity.ERROR, name, "application-gone", name + " ran here before this agent stopped, and does not run any more.");
		}
	}

	private void journal(Severity severity, ApplicationName name, String event, String text) {
		services.state().journal().add(severity, Journal.SELF, name.value(), event, text);
	}

	/** The agent stops: the applications go on until their leases end. */
	public void leave() {
		services.state().loop().post(() -> guards.values().forEach(ApplicationGuard::leave));
	}

	private static Problem unknown(ApplicationName name) {
		return Problem.error("unknown-application", "There is no application " + name + " on this node.", "", "List them: understudy apps");
	}

	<T> T onLoop(CompletableFuture<T> answer) throws ProblemException, InterruptedException {
		try {
			return answer.get(ON_LOOP.toSeconds(), TimeUnit.SECONDS);
		} catch (ExecutionException e) {
			if (e.getCause() instanceof ProblemException p) {
				throw p;
			}
			throw new IllegalStateException("a bug on the loop", e.getCause());
		} catch (TimeoutException e) {
			throw new ProblemException(Problem.error("node-busy", "This node's loop does not answer.", "", "See the agent's log; restart it."), e);
		}
	}
}
