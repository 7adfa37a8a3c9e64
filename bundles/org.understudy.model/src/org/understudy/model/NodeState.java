// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** Whether a node is a member of the cluster now. */
public enum NodeState {
	ALIVE, GONE
}
