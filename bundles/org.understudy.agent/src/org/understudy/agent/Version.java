// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.agent;

/** Version of the agent, as peers and clients see it. */
public final class Version {

	public static final String TEXT = "0.1.0";

	private Version() {
	}
}
