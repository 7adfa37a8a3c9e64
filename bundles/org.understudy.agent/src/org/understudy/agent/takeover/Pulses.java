// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.takeover;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

import org.understudy.agent.guard.ApplicationGuard;
import org.understudy.agent.guard.Guards;
import org.understudy.agent.guard.Services;
import org.understudy.core.decision.ClusterView.Situation;
import org.understudy.core.port.StoredEpoch;
import org.understudy.linux.process.Memory;
import org.understudy.model.ApplicationName;
import org.understudy.model.NodeName;
import org.understudy.model.Problem;
import org.understudy.model.ProblemException;
import org.understudy.model.Severity;

/** Makes this node's pulse. {@link #refresh} is called on the loop, {@link #current} by the senders. */
public final class Pulses implements AutoCloseable {

	private static final System.Logger LOG = System.getLogger(Pulses.class.getName());
	private static final Duration STORE = Duration.ofMillis(250);

	private final Services services;
	private final Guards guards;
	private final Supplier<List<ApplicationName>> underway;
	private final String incarnation = UUID.randomUUID().toString();
	private final AtomicLong sequence = new AtomicLong();
	private final Thread reader;
	private volatile Map<NodeName, Beats.Heard> heard = Map.of();
	private volatile Function<ApplicationName, Optional<String>> maintenance = _ -> Optional.empty();
	private volatile List<Pulse.Held> held = List.of();
	private volatile List<String> unable = List.of();
	private volatile List<Pulse.Running> running = List.of();

	/** @param underway what this node is taking over now */
	public Pulses(Services services, Guards guards, Supplier<List<ApplicationName>> underway) {
		this.services = services;
		this.guards = guards;
		this.underway = underway;
		this.reader = Thread.ofVirtual().name("replicas").start(this::read);
	}

	/** The store is on disk: read beside, so that neither the loop nor a sender waits for it. */
	private void read() {
		while (!Thread.interrupted()) {
			List<Pulse.Held> now = new ArrayList<>();
			services.epochs().store().applications().forEach(application -> newest(application).map(Pulses::held).ifPresent(now::add));
			held = now;
			LockSupport.parkNanos(STORE.toNanos());
		}
	}

	private Optional<StoredEpoch> newest(ApplicationName application) {
		try {
			return services.epochs().store().epochs(application).stream().findFirst();
		} catch (ProblemException e) {
			LOG.log(Level.WARNING, e.problem().summary(), e);
			return Optional.empty();
		}
	}

	private static Pulse.Held held(StoredEpoch it) {
		return new Pulse.Held(it.application(), it.epoch(), it.term(), it.capturedAt(), it.size());
	}

	/** What a probe of this host found. */
	public void probed(List<Problem> problems) {
		unable = problems.stream().filter(p -> p.severity() == Severity.ERROR).map(Problem::summary).toList();
	}

	void heard(Map<NodeName, Beats.Heard> now) {
		heard = now;
	}

	public void maintain(Function<ApplicationName, Optional<String>> now) {
		maintenance = now;
	}

	Function<ApplicationName, Optional<String>> maintenance() {
		return maintenance;
	}

	/** On the loop: looks at the guards. */
	Pulse refresh() {
		long now = System.nanoTime();
		List<Pulse.Running> all = new ArrayList<>();
		for (ApplicationGuard guard : guards.all()) {
			if (guard.local().isPresent()) {
				all.add(new Pulse.Running(guard.spec(), guard.term(), guard.situation(), TimeUnit.NANOSECONDS.toMillis(now - guard.since()),
						guard.committed(), guard.local().get().faults()));
			}
		}
		guards.lost().forEach(record -> all.add(new Pulse.Running(record.spec(), record.term(), Situation.LOST, 0, org.understudy.model.Epoch.NONE,
				List.of(record.fault(services.self(), services.state().clock().instant())))));
		running = all;
		return current();
	}

	/** Any thread. */
	public Pulse current() {
		long now = System.nanoTime();
		Map<NodeName, Long> ages = new HashMap<>();
		heard.forEach((node, h) -> {
			if (h.severed().isEmpty()) {
				ages.put(node, TimeUnit.NANOSECONDS.toMillis(now - h.at()));
			}
		});
		return new Pulse(services.self(), incarnation, sequence.incrementAndGet(), Memory.available(), unable, running, held, ages, underway.get());
	}

	@Override
	public void close() {
		reader.interrupt();
	}
}
