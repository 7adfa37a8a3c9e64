// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks the kernel for the other ends of unix sockets by netlink, sock_diag(7): no text in {@code /proc} has them. The request is
 * answered for the network namespace of the asking thread, so that another namespace needs a thread that enters it, and then ends.
 */
final class SockDiag {

	private static final int AF_NETLINK = 16;
	private static final int SOCK_RAW_CLOSE_ON_EXEC = 3 | 0_2000000;
	private static final int NETLINK_SOCK_DIAG = 4;
	private static final short BY_FAMILY = 20;
	private static final short DONE = 3;
	private static final short ERROR = 2;
	/** NLM_F_REQUEST and NLM_F_DUMP. */
	private static final short DUMP = 0x301;
	private static final int SHOW_PEER = 4;
	private static final short ATTRIBUTE_PEER = 2;
	private static final int HEADER = 16;
	private static final int REQUEST = HEADER + 24;
	private static final int MESSAGE = HEADER + 16;
	private static final int BUFFER = 256 * 1024;
	private static final int CLONE_NEWNET = 0x40000000;
	private static final int SECONDS = 2;

	private final Arena arena;
	private final MemorySegment state;
	private final Map<Long, Long> peers = new HashMap<>();

	private SockDiag(Arena arena) {
		this.arena = arena;
		this.state = arena.allocate(Posix.STATE);
	}

	/**
	 * Peer inode by inode, of all unix sockets of a network namespace that have a living peer; empty when the kernel refuses.
	 *
	 * @param namespace file of the namespace, empty for the caller's own
	 */
	static Optional<Map<Long, Long>> unixPeers(String namespace) {
		AtomicReference<Optional<Map<Long, Long>>> answer = new AtomicReference<>(Optional.empty());
		Thread thread = Thread.ofPlatform().daemon().name("sock-diag").start(() -> answer.set(ask(namespace)));
		try {
			thread.join(SECONDS * 2000L);
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		return answer.get();
	}

	private static Optional<Map<Long, Long>> ask(String namespace) {
		try (Arena arena = Arena.ofConfined()) {
			SockDiag diag = new SockDiag(arena);
			return (namespace.isEmpty() || diag.enter(namespace)) && diag.dump() ? Optional.of(diag.peers) : Optional.empty();
		}
	}

	private boolean enter(String namespace) {
		int descriptor = Posix.OPEN.call(state, arena.allocateFrom(namespace), 0_2000000);
		if (descriptor < 0) {
			return false;
		}
		try {
			return Posix.SETNS.call(state, descriptor, CLONE_NEWNET) == 0;
		} finally {
			Posix.CLOSE.call(state, descriptor);
		}
	}

	private boolean dump() {
		int socket = Posix.SOCKET.call(state, AF_NETLINK, SOCK_RAW_CLOSE_ON_EXEC, NETLINK_SOCK_DIAG);
		if (socket < 0) {
			return false;
		}
		try {
			return limit(socket) && Posix.SEND.call(state, socket, request(), REQUEST, 0) == REQUEST && receive(socket);
		} finally {
			Posix.CLOSE.call(state, socket);
		}
	}

	/** SO_RCVTIMEO of SOL_SOCKET: no answer must not hold the scan. */
	private boolean limit(int socket) {
		MemorySegment time = arena.allocate(16, 8);
		time.set(ValueLayout.JAVA_LONG, 0, SECONDS);
		return Posix.SETSOCKOPT.call(state, socket, 1, 20, time, 16) == 0;
	}

	/** struct nlmsghdr and struct unix_diag_req, linux/unix_diag.h: every state. */
	private MemorySegment request() {
		MemorySegment request = arena.allocate(REQUEST, 8);
		request.set(ValueLayout.JAVA_INT, 0, REQUEST);
		request.set(ValueLayout.JAVA_SHORT, 4, BY_FAMILY);
		request.set(ValueLayout.JAVA_SHORT, 6, DUMP);
		request.set(ValueLayout.JAVA_BYTE, HEADER, (byte) 1);
		request.set(ValueLayout.JAVA_INT, HEADER + 4, -1);
		request.set(ValueLayout.JAVA_INT, HEADER + 12, SHOW_PEER);
		return request;
	}

	private boolean receive(int socket) {
		MemorySegment buffer = arena.allocate(BUFFER, 8);
		while (true) {
			long length = Posix.RECEIVE.call(state, socket, buffer, BUFFER, 0);
			if (length <= 0) {
				return false;
			}
			for (long at = 0; at + HEADER <= length;) {
				long size = Math.max(HEADER, Posix.readInt(buffer, at));
				short type = buffer.get(ValueLayout.JAVA_SHORT, at + 4);
				if (type == DONE || type == ERROR || at + size > length) {
					return type == DONE;
				}
				message(buffer.asSlice(at, size));
				at += size + 3 & ~3;
			}
		}
	}

	/** struct unix_diag_msg has the inode in its second word; attributes follow. */
	private void message(MemorySegment message) {
		for (long at = MESSAGE; at + 8 <= message.byteSize();) {
			int length = Short.toUnsignedInt(message.get(ValueLayout.JAVA_SHORT, at));
			if (message.get(ValueLayout.JAVA_SHORT, at + 2) == ATTRIBUTE_PEER) {
				peers.put(Integer.toUnsignedLong(Posix.readInt(message, HEADER + 4)), Integer.toUnsignedLong(Posix.readInt(message,
						at + 4)));
			}
			at += Math.max(4, length + 3 & ~3);
		}
	}
}
