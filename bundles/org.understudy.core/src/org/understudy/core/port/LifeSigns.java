// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;

import org.understudy.model.ProblemException;

/** Whether a capsule's processes live and get on. Thread-safe. */
public interface LifeSigns {

	/**
	 * Tells once, within milliseconds, that the capsule's first process has ended; also when it had ended before.
	 *
	 * @param listener called on a thread of the adapter; must return at once
	 * @throws ProblemException when this host cannot tell
	 */
	Watch onExit(Capsule capsule, Consumer<Exit> listener) throws ProblemException;

	/** Looks once. */
	Signs look(Capsule capsule);

	/**
	 * How the first process ended.
	 *
	 * @param code   exit code, when it ended by itself and this kernel tells
	 * @param signal that killed it, when one did and this kernel tells
	 * @param signs  the last signs of the capsule
	 */
	record Exit(OptionalInt code, OptionalInt signal, Signs signs) {
	}

	/**
	 * Counters of the capsule.
	 *
	 * @param cpu      time that its processes have used; negative when not known
	 * @param oomKills how often the kernel killed for want of memory: in the capsule where that is counted, else on the host
	 * @param stopped  whether the first process stands still by a signal (SIGSTOP)
	 */
	record Signs(Duration cpu, long oomKills, boolean stopped) {
	}

	/** Ends what it stands for; closing twice is harmless. */
	interface Watch extends AutoCloseable {
		@Override
		void close();
	}
}
