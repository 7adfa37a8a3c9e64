// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.report;

import java.util.Map;

import org.understudy.core.resource.ResourceClasses;
import org.understudy.model.graph.ResourceKind;

/** The outline of a vertex, by what it is; all fill the layout's box. */
enum GraphShape {
	/** Processes. */
	ROUNDED("M8 0 H200 Q208 0 208 8 V28 Q208 36 200 36 H8 Q0 36 0 28 V8 Q0 0 8 0 Z"),
	/** Files: the corner is folded. */
	FOLDED("M0 0 H198 L208 10 V36 H0 Z M198 0 V10 H208"),
	/** Several of one kind. */
	STACK("M4 0 H208 V32 H204 V36 H0 V4 H4 Z M4 4 V0 M0 4 H204 V32"),
	/** Sockets. */
	PILL("M18 0 H190 A18 18 0 0 1 190 36 H18 A18 18 0 0 1 18 0 Z"),
	/** Pipes: a lying cylinder. */
	CYLINDER("M8 0 H200 A8 18 0 0 1 200 36 H8 A8 18 0 0 1 8 0 Z M200 0 A8 18 0 0 0 200 36"),
	/** Remote ends. */
	ANGLE("M12 0 H196 L208 18 L196 36 H12 L0 18 Z"),
	/** Addresses. */
	FLAG("M0 0 H208 L196 18 L208 36 H0 Z"),
	/** What hangs on its owner: locks, timers, epoll; the dot marks it. */
	DOT("M0 0 H208 V36 H0 Z M4 18 a3 3 0 1 0 6 0 a3 3 0 1 0 -6 0"),
	/** All others. */
	PLAIN("M0 0 H208 V36 H0 Z");

	private static final Map<ResourceKind, GraphShape> BY_KIND = Map.ofEntries(Map.entry(ResourceKind.PROCESS, ROUNDED),
			Map.entry(ResourceKind.FILE, FOLDED), Map.entry(ResourceKind.DELETED_FILE, FOLDED), Map.entry(ResourceKind.EXECUTABLE, FOLDED),
			Map.entry(ResourceKind.LIBRARY, FOLDED), Map.entry(ResourceKind.DIRECTORY, FOLDED), Map.entry(ResourceKind.MEMFD, FOLDED),
			Map.entry(ResourceKind.TCP_LISTENER, PILL), Map.entry(ResourceKind.TCP_CONNECTION, PILL),
			Map.entry(ResourceKind.UDP_SOCKET, PILL), Map.entry(ResourceKind.UNIX_SOCKET, PILL), Map.entry(ResourceKind.SOCKET, PILL),
			Map.entry(ResourceKind.NETLINK_SOCKET, PILL), Map.entry(ResourceKind.PACKET_SOCKET, PILL), Map.entry(ResourceKind.PIPE, CYLINDER),
			Map.entry(ResourceKind.FIFO, CYLINDER), Map.entry(ResourceKind.REMOTE_ENDPOINT, ANGLE), Map.entry(ResourceKind.ADDRESS, FLAG),
			Map.entry(ResourceKind.EPOLL, DOT), Map.entry(ResourceKind.EVENTFD, DOT), Map.entry(ResourceKind.TIMERFD, DOT),
			Map.entry(ResourceKind.SIGNALFD, DOT), Map.entry(ResourceKind.INOTIFY, DOT), Map.entry(ResourceKind.FILE_LOCK, DOT));

	private final String path;

	GraphShape(String path) {
		this.path = path;
	}

	static GraphShape of(GraphFolding.Node node) {
		return node.isStack() ? STACK : BY_KIND.getOrDefault(ResourceClasses.drawnAs(node.first()), PLAIN);
	}

	void draw(Markup svg, String style) {
		svg.empty("path", "d", path, "class", style);
	}
}
