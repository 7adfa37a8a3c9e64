// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent.guard;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.understudy.core.graph.GraphDiff;
import org.understudy.core.port.Capsule;
import org.understudy.model.ApplicationSpec;
import org.understudy.model.Epoch;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.GraphDelta;
import org.understudy.model.graph.ResourceGraph;

/** Looks at a capsule about once a second and publishes what changed. All state on the loop. */
final class GraphWatch implements AutoCloseable {

	private static final Duration PERIOD = Duration.ofSeconds(1);

	private final Services services;
	private final ApplicationSpec spec;
	private final Capsule capsule;
	private final Supplier<Epoch> committed;
	private final Consumer<ResourceGraph> seen;
	private final Lock stillness;
	private final ScheduledFuture<?> timer;
	private ResourceGraph graph = ResourceGraph.EMPTY;
	private boolean looking;
	private boolean closed;

	/**
	 * @param stillness held while looking: what a checkpoint injects into the processes is not the application's
	 * @param seen      told every new graph, on the loop
	 */
	GraphWatch(Services services, ApplicationSpec spec, Capsule capsule, Lock stillness, Supplier<Epoch> committed,
			Consumer<ResourceGraph> seen) {
		this.services = services;
		this.spec = spec;
		this.capsule = capsule;
		this.stillness = stillness;
		this.committed = committed;
		this.seen = seen;
		this.timer = services.state().loop().every(PERIOD, this::look);
	}

	private void look() {
		if (looking || closed) {
			return;
		}
		looking = true;
		services.state().loop().effect("inspect " + spec.name(), () -> {
			ResourceGraph fresh = inspect();
			services.state().loop().post(() -> saw(fresh));
		}, this::blind);
	}

	private ResourceGraph inspect() throws ProblemException, InterruptedException {
		stillness.lockInterruptibly();
		try {
			return services.host().inspector().inspect(Plans.scope(spec, capsule));
		} finally {
			stillness.unlock();
		}
	}

	private void blind(ProblemException why) {
		looking = false; // the guard notices a dead application by itself; a tree that cannot be read is tried again
	}

	private void saw(ResourceGraph fresh) {
		looking = false;
		if (closed) {
			return;
		}
		ResourceGraph next = fresh.stamped(graph.sequence() + 1, committed.get());
		GraphDelta delta = GraphDiff.between(graph, next);
		if (!delta.isEmpty() || !next.epoch().equals(graph.epoch())) {
			graph = next;
			services.state().board().publish(spec.name(), graph, delta);
			seen.accept(graph);
		}
	}

	ResourceGraph graph() {
		return graph;
	}

	@Override
	public void close() {
		closed = true;
		timer.cancel(false);
	}
}
