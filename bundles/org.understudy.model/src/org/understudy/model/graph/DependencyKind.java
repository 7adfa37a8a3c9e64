// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.graph;

/** How one resource depends on another: the edge goes from the user to what it uses. */
public enum DependencyKind {
	PARENT_OF, OPENS, MAPS, EXECUTES, CONNECTS_TO, LISTENS_ON, READS_FROM, WRITES_TO, LOCKS, WATCHES, MEMBER_OF, MOUNTED_ON, USES;

	/** As on screen: {@code listens-on}. */
	public String word() {
		return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
	}
}
