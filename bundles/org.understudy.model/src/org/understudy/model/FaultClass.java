// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** Where a fault comes from: what an administrator looks at first, and whether trying again on the same host can help. */
public enum FaultClass {
	/** The host or the network to it. */
	HARDWARE,
	/** The operating system or the agent: out of memory, a stuck kernel, an agent that died. */
	SYSTEM,
	/** Something that people did by hand, by mistake perhaps: a process killed or stopped by a signal. */
	PEOPLE,
	/** The application itself: it crashed, ended, hangs or does not answer. */
	APPLICATION
}
