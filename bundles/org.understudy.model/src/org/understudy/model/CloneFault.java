// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** What a rehearsal may break in the clone's own world, to see whether it is noticed and mended. */
public enum CloneFault {
	/** {@code kill -9} of all its processes: it must be noticed, and the same epoch restored again. */
	KILL,
	/** Its processes stand still: the health check must fail, and succeed when they go on. */
	STUCK,
	/** Its network is cut: the health check must fail, and succeed when it is mended. */
	CUT
}
