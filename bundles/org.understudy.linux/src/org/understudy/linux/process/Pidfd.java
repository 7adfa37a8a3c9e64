// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandleProxies;
import java.time.Duration;
import java.util.OptionalInt;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * A process by descriptor: cannot be confused with a later process of the same number, and becomes readable when the process ends.
 * Sources: pidfd_open(2), poll(2), linux/pidfd.h. Not thread-safe; waits on the calling thread, which must be a platform thread.
 */
final class Pidfd implements AutoCloseable {

	/** The same number on every architecture: it was added after the numbers were unified. */
	private static final long SYS_PIDFD_OPEN = 434;
	private static final short POLLIN = 1;
	/** _IOWR(PIDFS_IOCTL_MAGIC, 11, struct pidfd_info) with the struct's first size, 64 bytes. */
	private static final long PIDFD_GET_INFO = 0xC040FF0BL;
	private static final int INFO_SIZE = 64;
	/** The exit status, also of a process that is not ours and was reaped already: from Linux 6.15 on. */
	private static final long PIDFD_INFO_EXIT = 1 << 3;
	private static final long EXIT_CODE = 60;

	public interface Syscall {
		long call(MemorySegment state, long number, int pid, int flags);
	}

	public interface PollCall {
		int call(MemorySegment state, MemorySegment descriptors, long count, int millis);
	}

	public interface Control {
		int call(MemorySegment state, int descriptor, long request, MemorySegment argument);
	}

	public interface Close {
		int call(MemorySegment state, int descriptor);
	}

	private static final StructLayout STATE = Linker.Option.captureStateLayout();
	private static final Syscall SYSCALL = bind(Syscall.class, "syscall", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT),
			Linker.Option.firstVariadicArg(1));
	private static final PollCall POLL = bind(PollCall.class, "poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
	private static final Control IOCTL = bind(Control.class, "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
			Linker.Option.firstVariadicArg(2));
	private static final Close CLOSE = bind(Close.class, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

	private final int descriptor;

	private Pidfd(int descriptor) {
		this.descriptor = descriptor;
	}

	/** @throws ProblemException {@code no-such-process}; {@code pidfd-failed}: Linux before 5.3, or out of descriptors */
	static Pidfd open(long pid) throws ProblemException {
		try (Arena arena = Arena.ofConfined()) {
			MemorySegment state = arena.allocate(STATE);
			int descriptor = (int) SYSCALL.call(state, SYS_PIDFD_OPEN, (int) pid, 0);
			if (descriptor >= 0) {
				return new Pidfd(descriptor);
			}
			int errno = state.get(JAVA_INT, STATE.byteOffset(PathElement.groupElement("errno")));
			int noSuchProcess = 3;
			throw (errno == noSuchProcess ? Problem.error("no-such-process", "There is no process %d.".formatted(pid), "", "")
					: Problem.error("pidfd-failed", "Process %d cannot be watched: errno %d.".formatted(pid, errno), "Linux 5.3 is needed.",
							"Update the kernel.")).exception();
		}
	}

	/** Waits for the end of the process; whether it came within the time. */
	boolean awaitEnd(Duration time) {
		try (Arena arena = Arena.ofConfined()) {
			MemorySegment set = arena.allocate(8, 8);
			set.set(JAVA_INT, 0, descriptor);
			set.set(java.lang.foreign.ValueLayout.JAVA_SHORT, 4, POLLIN);
			return POLL.call(arena.allocate(STATE), set, 1, (int) time.toMillis()) > 0;
		}
	}

	/** The wait status of an ended process, as wait(2) encodes it; empty on kernels that do not tell it to others than the parent. */
	OptionalInt status() {
		try (Arena arena = Arena.ofConfined()) {
			MemorySegment info = arena.allocate(INFO_SIZE, 8);
			info.set(JAVA_LONG, 0, PIDFD_INFO_EXIT);
			int result = IOCTL.call(arena.allocate(STATE), descriptor, PIDFD_GET_INFO, info);
			return result == 0 && (info.get(JAVA_LONG, 0) & PIDFD_INFO_EXIT) != 0 ? OptionalInt.of(info.get(JAVA_INT, EXIT_CODE)) : OptionalInt.empty();
		}
	}

	@Override
	public void close() {
		try (Arena arena = Arena.ofConfined()) {
			CLOSE.call(arena.allocate(STATE), descriptor);
		}
	}

	private static <T> T bind(Class<T> type, String name, FunctionDescriptor signature, Linker.Option... options) {
		Linker linker = Linker.nativeLinker();
		Linker.Option[] all = java.util.Arrays.copyOf(options, options.length + 1);
		all[options.length] = Linker.Option.captureCallState("errno");
		return MethodHandleProxies.asInterfaceInstance(type, linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature, all));
	}
}
