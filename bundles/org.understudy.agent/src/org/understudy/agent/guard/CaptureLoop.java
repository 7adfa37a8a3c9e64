// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.understudy.agent.Trees;
import org.understudy.agent.replication.CapturedEpoch;
import org.understudy.agent.replication.Replicas;
import org.understudy.agent.replication.ReplicationEvent;
import org.understudy.core.port.Capsule;
import org.understudy.core.port.Capture;
import org.understudy.core.port.EpochTransfer.Label;
import org.understudy.core.port.Keeping;
import org.understudy.core.replication.TargetPolicy;
import org.understudy.core.replication.TargetPolicy.Targets;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Bytes;
import org.understudy.model.Epoch;
import org.understudy.model.EpochRecord;
import org.understudy.model.EpochRecord.Anatomy;
import org.understudy.model.EpochRecord.State;
import org.understudy.model.Hook.Moment;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Term;

/**
 * Captures one epoch after the other at the application's period, on a thread of its own, and gives them to the secondaries. A failed
 * capture is told and the next one tried: the loop never gives up by itself. It waits for no secondary, but while all of them are
 * busy a capture would pause the application for nothing, and is put off.
 */
final class CaptureLoop implements AutoCloseable {

	private static final System.Logger LOG = System.getLogger(CaptureLoop.class.getName());
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/** What the loop needs to know each time, and whom it tells; called on the loop's thread. */
	interface Guarded {
		Capsule capsule();

		/** Held while the processes stand still. */
		Lock stillness();

		/** Whether an epoch may be captured now: the application runs and may run. */
		boolean mayCapture();

		Epoch nextEpoch() throws ProblemException;

		byte[] meta();

		/** The newest epoch that enough secondaries have. */
		Epoch committed();

		/** The time from one capture to the next, as it is now. */
		Duration period();

		/** What a hook after something failed with. */
		void hookFailed(List<Problem> problems);

		/** There is no epoch, and why. */
		void failed(EpochRecord record, Problem why);
	}

	private final Services services;
	private final ApplicationSpec spec;
	private final Term term;
	private final Guarded guarded;
	private final Path scratch;
	private final Hooks hooks;
	private final Replicas replicas;
	private final Thread thread;
	private volatile boolean stopped;

	/** @param events what becomes of the epochs; called on several threads, returns at once */
	CaptureLoop(Services services, ApplicationSpec spec, Term term, Guarded guarded, Consumer<ReplicationEvent> events) {
		this.services = services;
		this.spec = spec;
		this.term = term;
		this.guarded = guarded;
		this.scratch = services.epochs().scratch().resolve("epochs-" + spec.name());
		this.hooks = new Hooks(services.host().capsules(), spec);
		this.replicas = new Replicas(services.epochs().way().with(this::keeping), this::targets, events);
		this.thread = Thread.ofVirtual().name("epochs " + spec.name()).start(this::run);
	}

	Keeping keeping() {
		return new Keeping(spec.replication().retention(), spec.replication().quota(), guarded.committed());
	}

	private Targets targets() {
		return TargetPolicy.choose(spec, services.cluster().get(), services.state().board().members(), services.self());
	}

	private void run() {
		Trees.delete(scratch);
		long next = System.nanoTime();
		while (!stopped) {
			try {
				long start = Math.max(next, System.nanoTime());
				once();
				next = start + guarded.period().toNanos();
				park(next);
			} catch (InterruptedException e) {
				LOG.log(Level.DEBUG, "epochs of " + spec.name() + " end", e);
			} catch (RuntimeException e) {
				LOG.log(Level.ERROR, "a bug in an epoch of " + spec.name(), e);
				park(System.nanoTime() + PATIENCE.toNanos());
			}
		}
		replicas.close();
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
		if (!replicas.refresh()) {
			guarded.failed(nothing(Epoch.NONE), noSecondary());
			return;
		}
		if (!replicas.awaitHungry(PATIENCE) || stopped) {
			return;
		}
		Epoch epoch = Epoch.NONE;
		Path directory = scratch.resolve("none");
		try {
			epoch = guarded.nextEpoch();
			directory = fresh(epoch);
			hooks.before(Moment.BEFORE_EPOCH, guarded.capsule());
			byte[] meta = guarded.meta();
			replicas.offer(new CapturedEpoch(still(directory), new Label(spec.name(), epoch, term), meta, directory));
		} catch (ProblemException e) {
			Trees.delete(directory);
			if (!stopped) {
				guarded.failed(nothing(epoch), e.problem());
			}
		}
	}

	/** The hook after the freeze runs whatever became of the capture: it takes back what the one before it did. */
	private Capture still(Path into) throws ProblemException {
		try {
			hooks.before(Moment.BEFORE_FREEZE, guarded.capsule());
			return frozen(into);
		} finally {
			guarded.hookFailed(hooks.after(Moment.AFTER_FREEZE, guarded.capsule()));
		}
	}

	private Capture frozen(Path into) throws ProblemException {
		guarded.stillness().lock();
		try {
			return services.epochs().engine(spec.mode()).capture(guarded.capsule(), into);
		} finally {
			guarded.stillness().unlock();
		}
	}

	private EpochRecord nothing(Epoch epoch) {
		return new EpochRecord(epoch, term, services.state().clock().instant(), State.ABANDONED, Anatomy.NONE, Bytes.ZERO, Bytes.ZERO,
				Bytes.ZERO, "");
	}

	private Problem noSecondary() {
		return Problem.warning("no-secondary", "No node can keep the replica of " + spec.name() + ".",
				"Wanted: " + spec.secondaries() + "; alive: " + services.state().board().members() + "; a witness keeps none.",
				"Start the missing node's agent, or add a node: understudy hosts add USER@HOST");
	}

	private Path fresh(Epoch epoch) throws ProblemException {
		Path directory = scratch.resolve(epoch.toString());
		try {
			return Files.createDirectories(directory);
		} catch (IOException e) {
			throw new ProblemException(Problem.error("scratch-unwritable", "Cannot make " + directory + " for a checkpoint.", "",
					"Free memory in /dev/shm (df /dev/shm)."), e);
		}
	}

	/** Ends the loop. */
	@Override
	public void close() {
		stopped = true;
		LockSupport.unpark(thread);
	}

	/** Waits until the loop has ended, at most this long: a capture under way ends first, so that none outlives the decision to stop. */
	boolean join(Duration patience) throws InterruptedException {
		return thread.join(patience);
	}
}
