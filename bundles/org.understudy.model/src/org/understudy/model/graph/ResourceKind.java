// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.model.graph;

import java.util.Objects;

/**
 * What sort of resource a vertex is. Open: a resource class outside the product may add its own; these are the built-in ones.
 *
 * @param key kebab case, stable: part of identities, colours and shapes are chosen by it
 */
public record ResourceKind(String key) implements Comparable<ResourceKind> {

	public static final ResourceKind PROCESS = new ResourceKind("process");
	public static final ResourceKind THREAD_GROUP = new ResourceKind("thread-group");
	public static final ResourceKind EXECUTABLE = new ResourceKind("executable");
	public static final ResourceKind LIBRARY = new ResourceKind("library");
	public static final ResourceKind FILE = new ResourceKind("file");
	public static final ResourceKind DELETED_FILE = new ResourceKind("deleted-file");
	public static final ResourceKind DIRECTORY = new ResourceKind("directory");
	public static final ResourceKind PIPE = new ResourceKind("pipe");
	public static final ResourceKind FIFO = new ResourceKind("fifo");
	public static final ResourceKind UNIX_SOCKET = new ResourceKind("unix-socket");
	public static final ResourceKind TCP_LISTENER = new ResourceKind("tcp-listener");
	public static final ResourceKind TCP_CONNECTION = new ResourceKind("tcp-connection");
	public static final ResourceKind UDP_SOCKET = new ResourceKind("udp-socket");
	public static final ResourceKind NETLINK_SOCKET = new ResourceKind("netlink-socket");
	public static final ResourceKind PACKET_SOCKET = new ResourceKind("packet-socket");
	public static final ResourceKind SOCKET = new ResourceKind("socket");
	public static final ResourceKind SHARED_MEMORY = new ResourceKind("shared-memory");
	public static final ResourceKind SEMAPHORE = new ResourceKind("semaphore");
	public static final ResourceKind MESSAGE_QUEUE = new ResourceKind("message-queue");
	public static final ResourceKind MEMFD = new ResourceKind("memfd");
	public static final ResourceKind EVENTFD = new ResourceKind("eventfd");
	public static final ResourceKind EPOLL = new ResourceKind("epoll");
	public static final ResourceKind TIMERFD = new ResourceKind("timerfd");
	public static final ResourceKind SIGNALFD = new ResourceKind("signalfd");
	public static final ResourceKind INOTIFY = new ResourceKind("inotify");
	public static final ResourceKind FANOTIFY = new ResourceKind("fanotify");
	public static final ResourceKind PIDFD = new ResourceKind("pidfd");
	public static final ResourceKind IO_URING = new ResourceKind("io-uring");
	public static final ResourceKind ANONYMOUS_INODE = new ResourceKind("anonymous-inode");
	public static final ResourceKind DEVICE = new ResourceKind("device");
	public static final ResourceKind TERMINAL = new ResourceKind("terminal");
	public static final ResourceKind MOUNT = new ResourceKind("mount");
	public static final ResourceKind NAMESPACE = new ResourceKind("namespace");
	public static final ResourceKind CGROUP = new ResourceKind("cgroup");
	public static final ResourceKind FILE_LOCK = new ResourceKind("file-lock");
	public static final ResourceKind USER = new ResourceKind("user");
	public static final ResourceKind GROUP = new ResourceKind("group");
	public static final ResourceKind ADDRESS = new ResourceKind("address");
	public static final ResourceKind REMOTE_ENDPOINT = new ResourceKind("remote-endpoint");
	public static final ResourceKind UNKNOWN = new ResourceKind("unknown");

	public ResourceKind {
		Objects.requireNonNull(key);
		if (key.isBlank() || key.indexOf(' ') >= 0) {
			throw new IllegalArgumentException("not a kind: '" + key + "'");
		}
	}

	@Override
	public int compareTo(ResourceKind other) {
		return key.compareTo(other.key);
	}

	@Override
	public String toString() {
		return key;
	}
}
