// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** The name of a host that runs the agent; unique in its cluster. */
public record NodeName(String value) implements Comparable<NodeName> {

	public NodeName {
		Names.check("node", value);
	}

	@Override
	public int compareTo(NodeName other) {
		return value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return value;
	}
}
