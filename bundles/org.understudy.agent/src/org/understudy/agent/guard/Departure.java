// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.understudy.agent.Trees;
import org.understudy.core.port.Capture;
import org.understudy.core.port.CheckpointEngine.Standstill;
import org.understudy.core.port.EpochTransfer.Label;
import org.understudy.model.Ballot;
import org.understudy.model.Departed;
import org.understudy.model.Epoch;
import org.understudy.model.FenceEvidence;
import org.understudy.model.NodeConfig;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Severity;

/**
 * The old primary's side of a planned move: the application stands still here, with its connections, until the new primary says that
 * it serves there ({@link #leave}) or that it does not ({@link #goOn}). When nobody says anything, this node asks the voters: it goes
 * on only under a new term. One thread at a time.
 */
final class Departure {

	private static final System.Logger LOG = System.getLogger(Departure.class.getName());
	private static final Duration RELEASE = Duration.ofMillis(400);
	private static final Duration LAST_CAPTURE = Duration.ofSeconds(10);
	/** Without a word from the new primary for so long, this node looks after the application itself. */
	private static final Duration SILENCE = Duration.ofSeconds(20);

	private final Services services;
	private final Guards guards;
	private final ApplicationGuard guard;
	private final GuardParts parts;
	private final Delivery delivery;
	private final Path scratch;
	private Standstill standstill;
	private boolean resting;
	private boolean released;
	private boolean over;

	Departure(Services services, Guards guards, ApplicationGuard guard, NodeConfig target) throws ProblemException {
		this.services = services;
		this.guards = guards;
		this.guard = guard;
		this.parts = guard.parts();
		this.delivery = new Delivery(services.epochs().way().with(parts::keeping), target);
		this.scratch = services.epochs().scratch().resolve("move-" + guard.spec().name());
	}

	/** Brings the target near while the application runs: the last epoch then has little to send. */
	synchronized Epoch approach() throws ProblemException {
		Path into = fresh("near");
		try {
			Capture capture = parts.still(() -> services.epochs().engine(guard.spec().mode()).capture(guard.capsule(), into));
			return ship(capture);
		} finally {
			Trees.delete(into);
		}
	}

	/** Freezes it for good and brings its last state to the target; on failure it goes on here. */
	synchronized Departed depart() throws ProblemException, InterruptedException {
		boolean gone = false;
		try {
			guards.onLoop(guard.rest());
			resting = true;
			parts.awaitRest(LAST_CAPTURE);
			Departed departed = freeze(fresh("last"));
			gone = true;
			return departed;
		} finally {
			if (!gone) {
				goOn();
			}
		}
	}

	private Departed freeze(Path into) throws ProblemException, InterruptedException {
		long began = System.nanoTime();
		Thread off = Thread.ofVirtual().name("disconnect").start(this::disconnect); // packets find the new primary already, which keeps them
		standstill = services.epochs().engine(guard.spec().mode()).hold(guard.capsule(), into);
		services.host().capsules().freeze(guard.capsule()); // should this process die now, nothing may run here
		Epoch epoch = ship(standstill.capture());
		off.join();
		guards.onLoop(parts.restLease());
		released = true;
		services.ballots().ask(new Ballot(guard.spec().name(), services.self(), guard.term(), Ballot.Kind.RELEASE), RELEASE);
		Thread.ofVirtual().name("silence of " + guard.spec().name()).start(this::watchSilence);
		return new Departed(epoch, Duration.ofNanos(System.nanoTime() - began), new FenceEvidence(services.self(),
				"stands still on " + services.self() + ", frozen with its connections; its lease was given back", true, services.state().clock().instant()));
	}

	private void disconnect() {
		try {
			services.host().capsules().disconnect(guard.capsule());
		} catch (ProblemException e) {
			LOG.log(Level.WARNING, e.problem().summary(), e);
		}
	}

	private Epoch ship(Capture capture) throws ProblemException {
		Epoch epoch = parts.nextEpoch();
		delivery.ship(capture, new Label(guard.spec().name(), epoch, guard.term()), parts.meta());
		return epoch;
	}

	/** Goes on here, with its connections; under a new term when the old one was given back. Does nothing when it is over. */
	synchronized void goOn() throws ProblemException, InterruptedException {
		if (over) {
			return;
		}
		if (!resting) {
			close();
			return;
		}
		Right right = released ? guards.take(guard.spec().name()) : null;
		if (standstill != null) {
			standstill.goOn();
		}
		GuardRecord record = parts.record(right == null ? guard.term() : right.term());
		if (right == null) {
			guards.resume(record, guard.capsule());
		} else {
			guards.add(record, guard.capsule(), right);
			right.close();
		}
		services.host().capsules().thaw(guard.capsule());
		services.host().capsules().connect(guard.capsule());
		services.host().capsules().announce(guard.capsule().plan());
		services.state().journal().add(Severity.WARNING, "understudy", guard.spec().name().value(), "move-taken-back",
				guard.spec().name() + " goes on here, with its connections: it could not be moved.");
		close();
	}

	/** It serves elsewhere: removes what stands here. */
	synchronized FenceEvidence leave() throws ProblemException {
		if (over) {
			throw Problem.error("not-leaving", guard.spec().name() + " is not leaving " + services.self() + " any more.", "", "Look at it: understudy apps").exception();
		}
		List<String> left = services.host().capsules().destroy(guard.capsule().plan());
		close();
		parts.gone();
		guards.forget(guard);
		services.epochs().engine(guard.spec().mode()).forget(guard.capsule().id());
		left.forEach(l -> services.state().journal().add(Severity.WARNING, "understudy", guard.spec().name().value(), "left-over", l));
		return new FenceEvidence(services.self(), left.isEmpty() ? "removed from " + services.self() + "; nothing is left" : "left over: " + String.join("; ", left),
				true, services.state().clock().instant());
	}

	private void close() {
		over = true;
		if (standstill != null) {
			standstill.close();
		}
		delivery.close();
		Trees.delete(scratch);
		guards.departed(guard.spec().name(), this);
	}

	private void watchSilence() {
		try {
			Thread.sleep(SILENCE);
			while (!isOver()) {
				decide();
				Thread.sleep(Duration.ofSeconds(2));
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized boolean isOver() {
		return over;
	}

	/** The voters decide: whoever serves it elsewhere holds a lease, and this node gets none. */
	private void decide() throws InterruptedException {
		try {
			if (guards.runsElsewhere(guard.spec().name())) {
				leave();
			} else {
				goOn();
			}
		} catch (ProblemException e) {
			LOG.log(Level.WARNING, e.problem().summary(), e);
		}
	}

	private Path fresh(String name) throws ProblemException {
		Path directory = scratch.resolve(name);
		Trees.delete(directory);
		try {
			return Files.createDirectories(directory);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("scratch-unwritable", "Cannot make " + directory + " for a checkpoint.", "",
					"Free memory in /dev/shm (df /dev/shm)."), e);
		}
	}
}
