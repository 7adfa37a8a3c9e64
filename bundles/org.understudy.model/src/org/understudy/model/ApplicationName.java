// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model;

/** The name of a protected application; unique in its cluster, and part of the names of its namespaces and cgroup. */
public record ApplicationName(String value) implements Comparable<ApplicationName> {

	public ApplicationName {
		Names.check("application", value);
	}

	@Override
	public int compareTo(ApplicationName other) {
		return value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return value;
	}
}
