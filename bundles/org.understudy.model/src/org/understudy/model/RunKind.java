// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** The administrator's verbs. */
public enum RunKind {
	PROTECT, REHEARSAL, FAILOVER, SWITCHOVER
}
