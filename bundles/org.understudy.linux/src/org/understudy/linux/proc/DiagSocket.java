// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.understudy.linux.proc.DiagMessages.Family;
import org.understudy.linux.proc.DiagMessages.Part;
import org.understudy.linux.proc.SocketTableParser.Socket;

/**
 * Asks the kernel for the sockets of one network namespace by netlink, sock_diag(7): it knows more than the texts in {@code /proc} (the
 * other ends of unix sockets, backlogs, timers) and is faster. A netlink socket stays in the namespace in which it was made, wherever it
 * is used from: another namespace needs a thread that enters it only once. Not thread-safe.
 */
final class DiagSocket implements AutoCloseable {

	private static final int AF_NETLINK = 16;
	private static final int SOCK_RAW_CLOSE_ON_EXEC = 3 | 0_2000000;
	private static final int NETLINK_SOCK_DIAG = 4;
	private static final int BUFFER = 256 * 1024;
	private static final int CLONE_NEWNET = 0x40000000;
	private static final int FAILED = -1;
	private static final int SECONDS = 2;

	/** Freed with this object: closing a shared arena makes all threads of the program stop for a moment. */
	private final Arena arena = Arena.ofAuto();
	private final MemorySegment state = arena.allocate(Posix.STATE);
	private final MemorySegment buffer = arena.allocate(BUFFER, 8);
	private final int socket;
	private int sequence;

	private DiagSocket(int socket) {
		this.socket = socket;
	}

	/**
	 * A socket in a network namespace; empty when the kernel refuses.
	 *
	 * @param namespace file of the namespace, empty for the caller's own
	 */
	static Optional<DiagSocket> in(String namespace) {
		int descriptor = namespace.isEmpty() ? open() : openIn(namespace);
		if (descriptor == FAILED) {
			return Optional.empty();
		}
		DiagSocket made = new DiagSocket(descriptor);
		made.limit();
		return Optional.of(made);
	}

	/** A platform thread, for it never comes back to where it was. */
	private static int openIn(String namespace) {
		AtomicInteger made = new AtomicInteger(FAILED);
		Thread thread = Thread.ofPlatform().daemon().name("sock-diag").start(() -> {
			if (enter(namespace)) {
				made.set(open());
			}
		});
		boolean interrupted = false;
		while (true) {
			try {
				thread.join();
				break;
			} catch (InterruptedException _) {
				// it does not block: a few system calls, and its descriptor must not be lost
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		return made.get();
	}

	private static boolean enter(String namespace) {
		try (Arena own = Arena.ofConfined()) {
			MemorySegment errno = own.allocate(Posix.STATE);
			int descriptor = Posix.OPENAT.call(errno, Posix.AT_FDCWD, own.allocateFrom(namespace), 0_2000000);
			if (descriptor < 0) {
				return false;
			}
			boolean entered = Posix.SETNS.call(errno, descriptor, CLONE_NEWNET) == 0;
			Posix.CLOSE.call(errno, descriptor);
			return entered;
		}
	}

	private static int open() {
		try (Arena own = Arena.ofConfined()) {
			return Posix.SOCKET.call(own.allocate(Posix.STATE), AF_NETLINK, SOCK_RAW_CLOSE_ON_EXEC, NETLINK_SOCK_DIAG);
		}
	}

	/** SO_RCVTIMEO of SOL_SOCKET: no answer must not hold the scan. */
	private void limit() {
		MemorySegment time = arena.allocate(16, 8);
		time.set(ValueLayout.JAVA_LONG, 0, SECONDS);
		Posix.SETSOCKOPT.call(state, socket, 1, 20, time, 16);
	}

	/** All sockets of a family by inode; empty when the kernel cannot tell of it. */
	Optional<Map<Long, Socket>> ask(Family family) {
		byte[] request = DiagMessages.request(family, ++sequence);
		MemorySegment.copy(request, 0, buffer, ValueLayout.JAVA_BYTE, 0, request.length);
		if (Posix.SEND.call(state, socket, buffer, request.length, 0) != request.length) {
			return Optional.empty();
		}
		Map<Long, Socket> found = new HashMap<>();
		while (true) {
			long length = Posix.RECEIVE.call(state, socket, buffer, BUFFER, 0);
			Part part = length <= 0 ? Part.REFUSED
					: DiagMessages.parse(family, sequence, buffer.asSlice(0, length).asByteBuffer(), s -> found.put(s.inode(), s));
			switch (part) {
				case END -> {
					return Optional.of(found);
				}
				case REFUSED -> {
					return Optional.empty();
				}
				case MORE -> {
					// the next datagram
				}
			}
		}
	}

	@Override
	public void close() {
		Posix.CLOSE.call(state, socket);
	}
}
