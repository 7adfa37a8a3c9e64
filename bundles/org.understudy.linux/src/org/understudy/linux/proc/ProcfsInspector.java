// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.understudy.core.port.InspectionScope;
import org.understudy.core.port.Inspector;
import org.understudy.model.ProblemException;
import org.understudy.model.graph.ResourceGraph;

/**
 * Inspects processes by {@code /proc}, sock_diag(7) and a few questions to the kernel: first reads, then interprets, then judges. A scope
 * that is looked at again soon is not read anew: of processes that did not run nothing is, of the others what can have changed. What
 * processes that stand still have done to them by others (a file that they hold is renamed) may show some looks later. Without root it
 * sees less and says so in the graph. Thread-safe. A path's bytes that are no UTF-8 are kept, and shown as {@code \xff}.
 */
public final class ProcfsInspector implements Inspector, AutoCloseable {

	/** Scopes that nobody looked at for so long are forgotten. */
	private static final Duration FORGET = Duration.ofSeconds(30);

	private final Path proc;
	private final Clock clock;
	private final Map<InspectionScope, Kept> kept = new ConcurrentHashMap<>();

	/** One scope; its lock is held while it is looked at. */
	private static final class Kept {
		private final InspectionSession session = new InspectionSession();
		private final ReentrantLock lock = new ReentrantLock();
		private volatile Instant used = Instant.MIN;
		private boolean closed;

		private void close() {
			closed = true;
			session.close();
		}
	}

	/**
	 * @param proc  where procfs is mounted, {@code /proc}
	 * @param clock tells when a graph was seen
	 */
	public ProcfsInspector(Path proc, Clock clock) {
		this.proc = proc;
		this.clock = clock;
	}

	@Override
	public ResourceGraph inspect(InspectionScope scope) throws ProblemException {
		forgetUnused();
		while (true) {
			Kept mine = keep(scope);
			mine.lock.lock();
			try {
				if (!mine.closed) {
					return look(scope, mine);
				}
			} finally {
				mine.lock.unlock();
			}
		}
	}

	/** What failed is not kept: the next look begins anew. */
	private ResourceGraph look(InspectionScope scope, Kept mine) throws ProblemException {
		boolean seen = false;
		try (ProcReader reader = new ProcReader(proc)) {
			ResourceGraph graph = mine.session.look(reader, scope, clock.instant());
			seen = true;
			return graph;
		} finally {
			if (!seen) {
				mine.close();
				kept.remove(scope, mine);
			}
		}
	}

	private Kept keep(InspectionScope scope) {
		Kept mine = kept.computeIfAbsent(scope, _ -> new Kept());
		mine.used = clock.instant();
		return mine;
	}

	private void forgetUnused() {
		Instant limit = clock.instant().minus(FORGET);
		kept.forEach((scope, one) -> {
			if (one.used.isBefore(limit) && one.lock.tryLock()) {
				try {
					end(scope, one);
				} finally {
					one.lock.unlock();
				}
			}
		});
	}

	private void end(InspectionScope scope, Kept one) {
		if (!one.closed) {
			one.close();
			kept.remove(scope, one);
		}
	}

	@Override
	public void close() {
		kept.forEach((scope, one) -> {
			one.lock.lock();
			try {
				end(scope, one);
			} finally {
				one.lock.unlock();
			}
		});
	}
}
