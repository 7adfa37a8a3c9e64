// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** The eight moments of a takeover, in order. */
public enum Milestone {
	FAULT, DETECTED, DECIDED, FENCED, RESTORE_STARTED, RESUMED, NETWORK_SWITCHED, VERIFIED
}
