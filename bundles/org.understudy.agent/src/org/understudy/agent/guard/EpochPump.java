// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.understudy.agent.Trees;
import org.understudy.core.port.Capsule;
import org.understudy.core.port.Capture;
import org.understudy.core.port.EpochShipper;
import org.understudy.core.port.EpochShipper.Label;
import org.understudy.core.port.EpochShipper.Shipment;
import org.understudy.core.port.Mesh;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.EpochRecord.Anatomy;
import org.understudy.model.EpochRecord.State;
import org.understudy.model.NodeConfig;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

/**
 * Captures and ships one epoch after the other at the application's period, on a thread of its own. A failed epoch is told and
 * the next one tried: the pump never gives up by itself.
 */
final class EpochPump implements AutoCloseable {

	private static final System.Logger LOG = System.getLogger(EpochPump.class.getName());
	private static final Duration CONNECT = Duration.ofSeconds(2);
	/** A secondary that takes longer than this for one epoch is treated as gone. */
	private static final Duration SHIP = Duration.ofSeconds(60);
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/** What the pump needs to know each time, and whom it tells; called on the pump's thread. */
	interface Guarded {
		Capsule capsule();

		/** Held while the processes stand still. */
		Lock stillness();

		/** Whether an epoch may be captured now: the application runs and may run. */
		boolean mayCapture();

		Epoch nextEpoch() throws ProblemException;

		byte[] meta();

		void done(EpochRecord record, NodeName holder);

		void failed(EpochRecord record, Problem why);
	}

	private final Services services;
	private final ApplicationSpec spec;
	private final Term term;
	private final Guarded guarded;
	private final Path scratch;
	private final Supplier<Optional<NodeConfig>> target;
	private final Thread thread;
	private volatile boolean stopped;
	private volatile Mesh.Link link;
	private EpochShipper shipper;

	EpochPump(Services services, ApplicationSpec spec, Term term, Guarded guarded) {
		this.services = services;
		this.spec = spec;
		this.term = term;
		this.guarded = guarded;
		this.target = () -> Targets.choose(spec, services.cluster().get(), services.state().board().members(), services.self());
		this.scratch = services.epochs().scratch().resolve("epoch-" + spec.name());
		this.thread = Thread.ofVirtual().name("epochs " + spec.name()).start(this::pump);
	}

	private void pump() {
		long next = System.nanoTime();
		while (!stopped) {
			try {
				next = Math.max(next + spec.period().toNanos(), System.nanoTime());
				once();
				park(next);
			} catch (InterruptedException e) {
				LOG.log(Level.DEBUG, "epochs of " + spec.name() + " end", e);
			} catch (RuntimeException e) {
				LOG.log(Level.ERROR, "a bug in an epoch of " + spec.name(), e);
				park(System.nanoTime() + PATIENCE.toNanos());
			}
		}
		disconnect();
		Trees.delete(scratch);
	}

	private void park(long until) {
		for (long left = until - System.nanoTime(); left > 0 && !stopped; left = until - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	private void once() throws InterruptedException {
		if (!guarded.mayCapture()) {
			return;
		}
		Epoch epoch = Epoch.NONE;
		try {
			epoch = guarded.nextEpoch();
			NodeConfig secondary = target.get().orElseThrow(() -> noSecondary().exception());
			connect(secondary);
			capture(epoch, secondary);
		} catch (ProblemException e) {
			disconnect();
			if (!stopped) {
				guarded.failed(record(epoch, null, null, State.ABANDONED, e.problem().summary()), e.problem());
			}
		} finally {
			Trees.delete(scratch);
		}
	}

	private void capture(Epoch epoch, NodeConfig secondary) throws ProblemException {
		byte[] meta = guarded.meta();
		Capture capture = still();
		CompletableFuture<Void> overdue = CompletableFuture.runAsync(link::close, CompletableFuture.delayedExecutor(SHIP.toMillis(), TimeUnit.MILLISECONDS));
		try {
			Shipment shipment = shipper.ship(capture, new Label(spec.name(), epoch, term), meta);
			guarded.done(record(epoch, capture, shipment, State.COMMITTED, ""), secondary.name());
		} finally {
			overdue.cancel(false);
		}
	}

	private Capture still() throws ProblemException {
		Path into = fresh(scratch);
		guarded.stillness().lock();
		try {
			return services.epochs().engine(spec.mode()).capture(guarded.capsule(), into);
		} finally {
			guarded.stillness().unlock();
		}
	}

	private void connect(NodeConfig secondary) throws ProblemException {
		if (link != null && link.peer().equals(secondary.name())) {
			return;
		}
		disconnect();
		link = services.epochs().mesh().connect(secondary, Mesh.EPOCHS, CONNECT);
		shipper = services.epochs().shipper().open(link.in(), link.out());
	}

	private void disconnect() {
		if (link != null) {
			shipper.close();
			link.close();
			link = null;
		}
	}

	private Problem noSecondary() {
		return Problem.warning("no-secondary", "No node can keep the replica of " + spec.name() + ".",
				"Wanted: " + spec.secondaries() + "; alive: " + services.state().board().members() + "; a witness keeps none.",
				"Start the missing node's agent, or add a node: understudy hosts add USER@HOST");
	}

	private EpochRecord record(Epoch epoch, Capture capture, Shipment shipment, State state, String why) {
		if (capture == null) {
			return new EpochRecord(epoch, term, services.state().clock().instant(), state, Anatomy.NONE, Bytes.ZERO, Bytes.ZERO, Bytes.ZERO, why);
		}
		Anatomy a = capture.anatomy();
		Anatomy whole = new Anatomy(a.pause(), a.freeze(), a.memory(), a.files(), shipment.cut(), shipment.ship(), shipment.commit());
		return new EpochRecord(epoch, term, capture.at(), state, whole, capture.imageSize(), capture.fileSize(), shipment.sent(), why);
	}

	private static Path fresh(Path directory) throws ProblemException {
		Trees.delete(directory);
		try {
			return Files.createDirectories(directory);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("scratch-unwritable", "Cannot make " + directory + " for a checkpoint.", "",
					"Free memory in /dev/shm (df /dev/shm)."), e);
		}
	}

	/** Ends the pump; waits briefly for an epoch under way, so that no capture outlives the decision to stop. */
	@Override
	public void close() {
		stopped = true;
		LockSupport.unpark(thread);
		Mesh.Link open = link;
		if (open != null) {
			open.close();
		}
	}

	/** Waits until the pump has ended, at most this long. */
	boolean join(Duration patience) throws InterruptedException {
		return thread.join(patience);
	}
}
