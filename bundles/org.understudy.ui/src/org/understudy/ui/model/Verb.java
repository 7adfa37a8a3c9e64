// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.model;

/** What an administrator can order. */
public enum Verb {
	CONNECT, PROTECT, REHEARSE, SWITCHOVER, FAILOVER, ADD_HOST, REMOVE_HOST
}
