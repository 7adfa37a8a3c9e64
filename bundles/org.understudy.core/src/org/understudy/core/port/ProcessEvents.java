// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.util.function.Consumer;

import org.understudy.core.port.LiveState.Subscription;

/** What the kernel tells of processes of this host, at once. Thread-safe. */
public interface ProcessEvents extends AutoCloseable {

	/** For hosts where the kernel does not tell. */
	ProcessEvents NONE = new ProcessEvents() {
		@Override
		public Subscription listen(Consumer<Event> listener) {
			return () -> { };
		}

		@Override
		public void close() {
			// Nothing is open.
		}
	};

	/** LOST: some were dropped, so that anything may have happened. */
	enum Kind {
		FORK, EXEC, EXIT, LOST
	}

	/**
	 * One event.
	 *
	 * @param pid   the process that it is of, seen from the host; of a fork the parent
	 * @param child the new process; zero when it is no fork
	 */
	record Event(Kind kind, long pid, long child) {
	}

	/** Listeners are called on the thread that listens to the kernel and must return at once. */
	Subscription listen(Consumer<Event> listener);

	@Override
	void close();
}
