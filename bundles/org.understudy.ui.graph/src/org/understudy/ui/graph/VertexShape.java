// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.ui.graph;

import static org.understudy.model.graph.ResourceKind.ADDRESS;
import static org.understudy.model.graph.ResourceKind.ANONYMOUS_INODE;
import static org.understudy.model.graph.ResourceKind.CGROUP;
import static org.understudy.model.graph.ResourceKind.DELETED_FILE;
import static org.understudy.model.graph.ResourceKind.EPOLL;
import static org.understudy.model.graph.ResourceKind.EVENTFD;
import static org.understudy.model.graph.ResourceKind.EXECUTABLE;
import static org.understudy.model.graph.ResourceKind.FANOTIFY;
import static org.understudy.model.graph.ResourceKind.FIFO;
import static org.understudy.model.graph.ResourceKind.FILE;
import static org.understudy.model.graph.ResourceKind.FILE_LOCK;
import static org.understudy.model.graph.ResourceKind.INOTIFY;
import static org.understudy.model.graph.ResourceKind.IO_URING;
import static org.understudy.model.graph.ResourceKind.LIBRARY;
import static org.understudy.model.graph.ResourceKind.MEMFD;
import static org.understudy.model.graph.ResourceKind.MOUNT;
import static org.understudy.model.graph.ResourceKind.NETLINK_SOCKET;
import static org.understudy.model.graph.ResourceKind.PACKET_SOCKET;
import static org.understudy.model.graph.ResourceKind.PIDFD;
import static org.understudy.model.graph.ResourceKind.PIPE;
import static org.understudy.model.graph.ResourceKind.PROCESS;
import static org.understudy.model.graph.ResourceKind.REMOTE_ENDPOINT;
import static org.understudy.model.graph.ResourceKind.SEMAPHORE;
import static org.understudy.model.graph.ResourceKind.SHARED_MEMORY;
import static org.understudy.model.graph.ResourceKind.SIGNALFD;
import static org.understudy.model.graph.ResourceKind.SOCKET;
import static org.understudy.model.graph.ResourceKind.TCP_CONNECTION;
import static org.understudy.model.graph.ResourceKind.TCP_LISTENER;
import static org.understudy.model.graph.ResourceKind.THREAD_GROUP;
import static org.understudy.model.graph.ResourceKind.TIMERFD;
import static org.understudy.model.graph.ResourceKind.UDP_SOCKET;
import static org.understudy.model.graph.ResourceKind.UNIX_SOCKET;
import static org.understudy.model.graph.ResourceKind.USER;

import java.util.HashMap;
import java.util.Map;

import org.understudy.model.graph.ResourceKind;

/** The outline by which a kind of resource is known; never told by colour alone. */
public enum VertexShape {
	ROUNDED, FOLDED_CORNER, STACK, PILL, CYLINDER, ANGLE, FLAG, CIRCLE, PLAIN;

	private static final Map<ResourceKind, VertexShape> SHAPES = new HashMap<>();

	static {
		put(ROUNDED, PROCESS);
		put(FOLDED_CORNER, FILE, DELETED_FILE, EXECUTABLE, LIBRARY);
		put(PILL, TCP_LISTENER, TCP_CONNECTION, UDP_SOCKET, UNIX_SOCKET, NETLINK_SOCKET, PACKET_SOCKET, SOCKET);
		put(CYLINDER, PIPE, FIFO, SHARED_MEMORY, MEMFD);
		put(ANGLE, REMOTE_ENDPOINT);
		put(FLAG, ADDRESS);
		put(CIRCLE, FILE_LOCK, EPOLL, TIMERFD, EVENTFD, SIGNALFD, INOTIFY, FANOTIFY, PIDFD, IO_URING, ANONYMOUS_INODE, SEMAPHORE, CGROUP, USER,
				MOUNT, THREAD_GROUP);
	}

	private static void put(VertexShape shape, ResourceKind... kinds) {
		for (ResourceKind kind : kinds) {
			SHAPES.put(kind, shape);
		}
	}

	public static VertexShape of(ResourceKind kind) {
		return SHAPES.getOrDefault(kind, PLAIN);
	}
}
