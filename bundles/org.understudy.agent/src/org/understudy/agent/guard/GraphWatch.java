// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.understudy.core.graph.GraphDiff;
import org.understudy.core.graph.GraphHistory;
import org.understudy.core.graph.Moment;
import org.understudy.core.graph.WatchPace;
import org.understudy.core.port.Capsule;
import org.understudy.core.port.LiveState.Subscription;
import org.understudy.core.port.ProcessEvents.Event;
import org.understudy.core.port.ProcessEvents.Kind;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Epoch;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.ResourceGraph;
import org.understudy.model.graph.ResourceKind;

/**
 * Looks at a capsule about once a second, at once when its pulse or the kernel tells of a change, and publishes what changed. On a
 * thread of its own; what it sees it tells on the loop.
 */
final class GraphWatch implements AutoCloseable {

	private static final System.Logger LOG = System.getLogger(GraphWatch.class.getName());
	private static final WatchPace PACE = WatchPace.DEFAULT;

	private final Services services;
	private final ApplicationSpec spec;
	private final Supplier<Capsule> capsule;
	private final Supplier<Epoch> committed;
	private final Consumer<ResourceGraph> seen;
	private final Lock stillness;
	private final AtomicReference<GraphHistory> history = new AtomicReference<>(GraphHistory.empty(GraphHistory.Bound.DEFAULT));
	/** A permit: the kernel told of one of our processes. */
	private final Semaphore called = new Semaphore(0);
	private final Subscription events;
	private final Thread thread;
	private volatile ResourceGraph graph = ResourceGraph.EMPTY;
	private volatile Set<Long> pids;
	/** When the last look began; on the watch's thread. */
	private long lookBegan;

	/**
	 * @param stillness held while looking: what a checkpoint injects into the processes is not the application's
	 * @param committed the newest committed epoch; called on the watch's thread
	 * @param seen      told every new graph, on the loop
	 */
	GraphWatch(Services services, ApplicationSpec spec, Supplier<Capsule> capsule, Lock stillness, Supplier<Epoch> committed,
			Consumer<ResourceGraph> seen) {
		this.services = services;
		this.spec = spec;
		this.capsule = capsule;
		this.stillness = stillness;
		this.committed = committed;
		this.seen = seen;
		this.pids = Set.of(capsule.get().rootPid());
		this.events = services.host().events().listen(this::heard);
		this.thread = Thread.ofVirtual().name("watch " + spec.name()).start(this::watch);
	}

	private void heard(Event event) {
		if (event.kind() == Kind.LOST || pids.contains(event.pid())) {
			called.release();
		}
	}

	private void watch() {
		Rhythm rhythm = new Rhythm();
		try {
			while (true) {
				rhythm.looked(look());
				rhythm.rest();
			}
		} catch (InterruptedException e) {
			LOG.log(Level.DEBUG, "watch of " + spec.name() + " ended", e);
		} catch (RuntimeException e) {
			LOG.log(Level.ERROR, "a bug in the watch of " + spec.name(), e);
		}
	}

	/** @return whether anything changed */
	private boolean look() throws InterruptedException {
		lookBegan = System.nanoTime();
		try {
			return saw(inspect());
		} catch (ProblemException e) {
			// the guard notices a dead application by itself; a tree that cannot be read is tried again
			LOG.log(Level.DEBUG, "cannot look at " + spec.name(), e);
			return false;
		}
	}

	private ResourceGraph inspect() throws ProblemException, InterruptedException {
		stillness.lockInterruptibly();
		lookBegan = System.nanoTime(); // waiting for a checkpoint costs nothing
		try {
			return services.host().inspector().inspect(Plans.scope(spec, capsule.get()));
		} finally {
			stillness.unlock();
		}
	}

	private boolean saw(ResourceGraph fresh) {
		ResourceGraph next = fresh.stamped(graph.sequence() + 1, committed.get());
		GraphDelta delta = GraphDiff.between(graph, next);
		if (!delta.isEmpty() || !next.epoch().equals(graph.epoch())) {
			graph = next;
			pids = next.resources().values().stream().filter(r -> r.kind().equals(ResourceKind.PROCESS))
					.map(r -> Long.valueOf(r.attributes().getOrDefault("pid", "0"))).collect(Collectors.toUnmodifiableSet());
			history.updateAndGet(h -> h.with(next));
			services.state().board().publish(spec.name(), next, delta);
			services.state().loop().post(() -> seen.accept(next));
		}
		return !delta.isEmpty();
	}

	/** The newest graph; any thread. */
	ResourceGraph graph() {
		return graph;
	}

	/** The graph goes with this epoch; any thread. */
	ResourceGraph marked(Epoch epoch) {
		ResourceGraph now = graph;
		history.updateAndGet(h -> h.marked(epoch, now.sequence()));
		return now;
	}

	/** The graph of a moment, as far as it is kept; any thread. */
	Optional<ResourceGraph> at(Moment moment) {
		return history.get().at(moment);
	}

	GraphHistory history() {
		return history.get();
	}

	@Override
	public void close() {
		events.close();
		thread.interrupt();
	}

	/** When to look again; on the watch's thread. */
	private final class Rhythm {

		private long ended = System.nanoTime();
		private long changedAt = ended;
		private final Costs looks = new Costs();
		private final Costs pulses = new Costs();
		/** Taken before the last look: what happens during a look is another pulse after it. */
		private long pulse = takePulse(0);

		void looked(boolean changed) {
			ended = System.nanoTime();
			looks.add(ended - lookBegan);
			changedAt = changed ? ended : changedAt;
		}

		/** Returns when it is time to look. */
		void rest() throws InterruptedException {
			boolean urgent = false;
			for (long left = untilLook(); left > 0 && !urgent; left = untilLook()) {
				urgent = called.tryAcquire(Math.min(PACE.untilPulse(pulses.least()).toNanos(), left), TimeUnit.NANOSECONDS);
				long before = pulse;
				pulse = takePulse(before);
				urgent |= pulse != before;
			}
			TimeUnit.NANOSECONDS.sleep(Math.max(0, ended + PACE.untilUrgentLook(looks.least()).toNanos() - System.nanoTime()));
			called.drainPermits();
		}

		private long untilLook() {
			return ended + PACE.untilLook(since(changedAt), looks.least()).toNanos() - System.nanoTime();
		}

		private Duration since(long then) {
			return Duration.ofNanos(System.nanoTime() - then);
		}

		/** Not while a checkpoint is taken: what it puts into the processes would count; the old pulse then. */
		private long takePulse(long old) {
			if (!stillness.tryLock()) {
				return old;
			}
			try {
				long start = System.nanoTime();
				long taken = services.host().pulse().take(capsule.get());
				pulses.add(System.nanoTime() - start);
				return taken;
			} finally {
				stillness.unlock();
			}
		}
	}

	/**
	 * What something costs: the least of the last few times, for a clock on the wall also counts how long others had the processor, and a
	 * watch that slowed down on a busy host would be blind just when it matters.
	 */
	private static final class Costs {

		private final long[] last = new long[8];
		private int count;

		void add(long nanos) {
			last[count++ % last.length] = nanos;
		}

		Duration least() {
			return Duration.ofNanos(Arrays.stream(last, 0, Math.min(count, last.length)).min().orElse(0));
		}
	}
}
