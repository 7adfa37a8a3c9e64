// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import org.understudy.model.graph.DependencyKind;

/** How an edge is drawn: solid for data, dashed for structure, dotted for watches. The strongest first. */
public enum EdgeFamily {
	DATA, STRUCTURE, WATCH;

	public static EdgeFamily of(DependencyKind kind) {
		return switch (kind) {
			case OPENS, CONNECTS_TO, LISTENS_ON, READS_FROM, WRITES_TO -> DATA;
			case PARENT_OF, MAPS, EXECUTES, MEMBER_OF, MOUNTED_ON, USES -> STRUCTURE;
			case LOCKS, WATCHES -> WATCH;
		};
	}
}
