// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.understudy.core.port.LiveState.Subscription;
import org.understudy.core.port.ProcessEvents;

/**
 * Listens to the kernel's proc connector (Documentation/driver-api/connector.rst): fork, exec and exit of every process of the host.
 * It exists in the first network namespace only, and needs CAP_NET_ADMIN there.
 */
public final class ProcConnector implements ProcessEvents {

	private static final System.Logger LOG = System.getLogger(ProcConnector.class.getName());
	private static final int AF_NETLINK = 16;
	private static final int SOCK_DGRAM_CLOSE_ON_EXEC = 2 | 0_2000000;
	private static final int NETLINK_CONNECTOR = 11;
	private static final int SOL_NETLINK = 270;
	private static final int ADD_MEMBERSHIP = 1;
	private static final int SOL_SOCKET = 1;
	private static final int RECEIVE_TIMEOUT = 20;
	private static final int RECEIVE_BUFFER = 8;
	/** Index and value of the proc connector, CN_IDX_PROC and CN_VAL_PROC. */
	private static final int PROC = 1;
	private static final int LISTEN = 1;
	private static final int REQUEST = 40;
	private static final int BUFFER = 64 * 1024;
	private static final int QUEUE = 1 << 20;
	/** EAGAIN: nothing came; EINTR; ENOBUFS: more came than fitted. */
	private static final int NOTHING = 11;
	private static final int INTERRUPTED = 4;
	private static final int OVERRUN = 105;

	private final int socket;
	private final Arena arena = Arena.ofShared();
	private final MemorySegment state = arena.allocate(Posix.STATE);
	private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
	private final Thread thread;
	private volatile boolean closed;

	private ProcConnector(int socket) {
		this.socket = socket;
		this.thread = Thread.ofPlatform().daemon().name("proc-connector").unstarted(this::listen);
	}

	/** Empty where the kernel does not let us listen: another network namespace than the first, not root. */
	public static Optional<ProcessEvents> open() {
		try (Arena arena = Arena.ofConfined()) {
			MemorySegment errno = arena.allocate(Posix.STATE);
			int socket = Posix.SOCKET.call(errno, AF_NETLINK, SOCK_DGRAM_CLOSE_ON_EXEC, NETLINK_CONNECTOR);
			if (socket < 0) {
				return Optional.empty();
			}
			if (!subscribe(socket, arena, errno)) {
				Posix.CLOSE.call(errno, socket);
				return Optional.empty();
			}
			ProcConnector connector = new ProcConnector(socket);
			connector.thread.start();
			return Optional.of(connector);
		}
	}

	private static boolean subscribe(int socket, Arena arena, MemorySegment errno) {
		MemorySegment group = arena.allocateFrom(ValueLayout.JAVA_INT, PROC);
		MemorySegment queue = arena.allocateFrom(ValueLayout.JAVA_INT, QUEUE);
		MemorySegment time = arena.allocate(16, 8);
		time.set(ValueLayout.JAVA_LONG, 0, 1); // a second: how long closing may take
		Posix.SETSOCKOPT.call(errno, socket, SOL_SOCKET, RECEIVE_BUFFER, queue, 4);
		return Posix.SETSOCKOPT.call(errno, socket, SOL_NETLINK, ADD_MEMBERSHIP, group, 4) == 0
				&& Posix.SETSOCKOPT.call(errno, socket, SOL_SOCKET, RECEIVE_TIMEOUT, time, 16) == 0
				&& Posix.SEND.call(errno, socket, request(arena), REQUEST, 0) == REQUEST;
	}

	/** struct nlmsghdr with NLMSG_DONE, struct cn_msg, and the operation PROC_CN_MCAST_LISTEN. */
	private static MemorySegment request(Arena arena) {
		MemorySegment request = arena.allocate(REQUEST, 8);
		request.set(ValueLayout.JAVA_INT, 0, REQUEST);
		request.set(ValueLayout.JAVA_SHORT, 4, (short) 3);
		request.set(ValueLayout.JAVA_INT, 16, PROC);
		request.set(ValueLayout.JAVA_INT, 20, PROC);
		request.set(ValueLayout.JAVA_SHORT, 32, (short) 4);
		request.set(ValueLayout.JAVA_INT, 36, LISTEN);
		return request;
	}

	private void listen() {
		MemorySegment buffer = arena.allocate(BUFFER, 8);
		while (!closed) {
			long length = Posix.RECEIVE.call(state, socket, buffer, BUFFER, 0);
			if (length > 0) {
				ProcEventParser.parse(buffer.asSlice(0, length).asByteBuffer().order(ByteOrder.nativeOrder())).forEach(this::tell);
			} else if (!goesOn(Posix.errno(state))) {
				break;
			}
		}
		Posix.CLOSE.call(state, socket);
		arena.close();
	}

	private boolean goesOn(int errno) {
		if (errno == OVERRUN) {
			tell(new Event(Kind.LOST, 0, 0));
		} else if (errno != NOTHING && errno != INTERRUPTED && !closed) {
			LOG.log(Level.WARNING, "the proc connector ended with errno " + errno + "; changes are found by looking");
			return false;
		}
		return true;
	}

	/** One listener's bug must not end the listening. */
	private void tell(Event event) {
		for (Consumer<Event> listener : listeners) {
			try {
				listener.accept(event);
			} catch (RuntimeException e) {
				LOG.log(Level.ERROR, "a bug in a listener", e);
			}
		}
	}

	@Override
	public Subscription listen(Consumer<Event> listener) {
		listeners.add(listener);
		return () -> listeners.remove(listener);
	}

	/** The thread ends by itself within a second. */
	@Override
	public void close() {
		closed = true;
	}
}
