// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.understudy.agent.guard.ApplicationGuard;
import org.understudy.agent.guard.EpochMeta;
import org.understudy.agent.guard.Hooks;
import org.understudy.agent.guard.Plans;
import org.understudy.agent.guard.Services;
import org.understudy.core.port.Capsule;
import org.understudy.core.port.CapsulePlan;
import org.understudy.core.port.CapsulePlan.Network;
import org.understudy.core.port.CheckpointEngine.Connections;
import org.understudy.core.port.EpochStore.Checkout;
import org.understudy.core.port.EpochStore.Use;
import org.understudy.core.port.ServiceProbe.Answer;
import org.understudy.core.port.StoredEpoch;
import org.understudy.model.ApplicationName;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Epoch;
import org.understudy.model.Hook;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.RunReport.Check;
import org.understudy.model.graph.ResourceGraph;

/** What failover and rehearsal share: an epoch of this node, laid out in a capsule, restored and asked whether it serves. */
final class Stage implements AutoCloseable {

	private static final Duration SERVES = Duration.ofSeconds(10);
	private static final Duration ONCE = Duration.ofMillis(500);
	private static final Duration BETWEEN = Duration.ofMillis(20);

	private final Services services;
	private StoredEpoch epoch;
	private final Epoch wanted;
	private final ApplicationSpec spec;
	private final CapsulePlan plan;
	private Checkout checkout;
	private Capsule capsule;

	/** @param wanted as ordered: none for the newest, whichever that is when it is laid out */
	Stage(Services services, StoredEpoch epoch, Epoch wanted, CapsulePlace place) {
		this.services = services;
		this.epoch = epoch;
		this.wanted = wanted;
		this.spec = EpochMeta.of(epoch).spec();
		this.plan = Plans.of(services, spec, place.id(), place.network());
	}

	/** The capsule's name on this host, and how it is connected. */
	record CapsulePlace(String id, Network network) {
	}

	/** The epoch of that number on this node, or the newest for none. */
	static StoredEpoch find(Services services, ApplicationName application, Epoch wanted) throws ProblemException {
		List<StoredEpoch> all = services.epochs().store().epochs(application);
		Optional<StoredEpoch> found = all.stream().filter(e -> wanted.isNone() || e.epoch().equals(wanted)).findFirst();
		return found.orElseThrow(() -> Problem.error("no-epoch",
				wanted.isNone() ? services.self() + " has no committed epoch of " + application + "." : "There is no epoch " + wanted + " of " + application + ".",
				"Kept here: " + (all.isEmpty() ? "none" : all.stream().map(e -> e.epoch().toString()).toList()),
				"Look at the replicas: understudy apps").exception());
	}

	ApplicationSpec spec() {
		return spec;
	}

	StoredEpoch epoch() {
		return epoch;
	}

	Capsule capsule() {
		return capsule;
	}

	/** Lays out files and images and makes the capsule around them. */
	String prepare() throws ProblemException {
		checkout = checkout();
		capsule = services.host().capsules().prepare(plan);
		return "epoch " + epoch.epoch() + ", " + epoch.size() + (checkout.wasReady() ? ", lay ready" : "");
	}

	/** The primary goes on committing: what was the newest a moment ago may have been collected meanwhile. */
	private Checkout checkout() throws ProblemException {
		try {
			return services.epochs().store().checkout(spec.name(), epoch.epoch(), plan.upper(), use());
		} catch (ProblemException e) {
			StoredEpoch newer = find(services, spec.name(), wanted);
			if (newer.epoch().equals(epoch.epoch())) {
				throw e;
			}
			epoch = newer;
			return services.epochs().store().checkout(spec.name(), epoch.epoch(), plan.upper(), use());
		}
	}

	private Use use() {
		return switch (plan.network()) {
			case UPLINK -> Use.TAKE_OVER;
			case ISOLATED -> Use.CLONE;
		};
	}

	/** Recreates the processes (hot), or starts the command on the epoch's files (warm). */
	String restore(Connections connections) throws ProblemException {
		Hooks hooks = new Hooks(services.host().capsules(), spec);
		hooks.before(Hook.Moment.BEFORE_RESTORE, capsule);
		long pid = services.epochs().engine(spec.mode()).restore(capsule, checkout.images(), connections);
		capsule = services.host().capsules().adopt(capsule, pid);
		return "first process is " + pid + hooks.after(Hook.Moment.AFTER_RESTORE, capsule).stream().map(p -> "; " + p.summary())
				.collect(Collectors.joining());
	}

	/** Restores the same epoch again into the capsule, whose processes are gone. */
	void again() throws ProblemException {
		capsule = services.host().capsules().adopt(capsule, services.epochs().engine(spec.mode()).restore(capsule, checkout.images(), Connections.CLOSED));
	}

	/** Asks once, for half a second at most. */
	boolean answers() {
		return spec.check().isNone() ? services.host().capsules().isAlive(capsule) : services.host().probe().probe(capsule, spec.check(), ONCE).serves();
	}

	/** Asks until it serves or ten seconds are over. */
	Check verify() throws InterruptedException {
		return serves(services, spec, capsule);
	}

	static Check serves(Services services, ApplicationSpec spec, Capsule capsule) throws InterruptedException {
		if (spec.check().isNone()) {
			boolean alive = services.host().capsules().isAlive(capsule);
			return new Check("service", "the first process lives", "alive", alive ? "alive" : "gone", alive);
		}
		long deadline = System.nanoTime() + SERVES.toNanos();
		Answer answer = services.host().probe().probe(capsule, spec.check(), SERVES);
		while (!answer.serves() && System.nanoTime() < deadline) {
			Thread.sleep(BETWEEN); // between two attempts against a service that is just coming up
			answer = services.host().probe().probe(capsule, spec.check(), SERVES);
		}
		String expected = spec.check().expect().isEmpty() ? "a connection" : spec.check().expect().strip();
		return new Check("service", "answers on " + spec.host() + ":" + spec.check().port(), expected, answer.text(), answer.serves());
	}

	/** The first graph that a guard has seen, waited for a while; the empty one when none came. */
	static ResourceGraph seen(ApplicationGuard guard, Duration patience) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		while (guard.graph().resources().isEmpty() && System.nanoTime() < deadline) {
			Thread.sleep(BETWEEN); // its watch looks on a thread of its own
		}
		return guard.graph();
	}

	/** Undoes everything; what is left over, in words. */
	List<String> undo() {
		return services.host().capsules().destroy(plan);
	}

	/** Removes what is here of a capsule, whoever made it; for the record of a step that is taken back. */
	static String remove(Services services, CapsulePlan plan, RunTracker tracker) {
		List<String> left = services.host().capsules().destroy(plan);
		left.forEach(l -> tracker.finding(Problem.warning("left-over", l, "", "")));
		return left.isEmpty() ? "removed; nothing is left" : "left over: " + String.join("; ", left);
	}

	CapsulePlan plan() {
		return plan;
	}

	@Override
	public void close() {
		if (checkout != null) {
			checkout.close();
		}
	}
}
