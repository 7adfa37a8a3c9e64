// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** How an application is replicated: its running state and files, or its files and a restart by its command. */
public enum Mode {
	HOT, WARM
}
