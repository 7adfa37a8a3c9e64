// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/**
 * TCP ports of a node's doors.
 *
 * @param administration SSH server for desktop and command line
 * @param mesh           TLS between agents: peer calls and epochs
 * @param membership     Hazelcast
 */
public record NodePorts(int administration, int mesh, int membership) {

	public static final NodePorts DEFAULT = new NodePorts(7422, 7423, 7424);
}
