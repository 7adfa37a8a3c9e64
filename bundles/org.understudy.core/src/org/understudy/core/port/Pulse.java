// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.core.port;

/**
 * A cheap sign of what an application does: a number that becomes another when one of its processes begins, ends, executes something
 * else, or holds more or fewer descriptors or threads. The same number does not prove that nothing changed. Thread-safe.
 */
@FunctionalInterface
public interface Pulse {

	/** For hosts without: only whole looks tell of changes. */
	Pulse NONE = _ -> 0;

	long take(Capsule capsule);
}
