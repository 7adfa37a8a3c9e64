// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.lease;

import org.understudy.model.Term;

/** What the primary must do with its capsule now, and why in words. */
public sealed interface Decision {

	String why();

	/** Go on. The watchdog is to be fed with {@code until}, in nanoseconds of the primary's monotonic clock. */
	record Run(long until, String why) implements Decision {
	}

	/** Freeze, or stay frozen: the lease is over for now. */
	record Freeze(String why) implements Decision {
	}

	/** The lease is there (again) in the same term: feed the watchdog with {@code until}, then thaw. */
	record Thaw(long until, String why) implements Decision {
	}

	/** The term is over for good: stop the capsule; {@code higher} was granted. */
	record End(Term higher, String why) implements Decision {
	}
}
