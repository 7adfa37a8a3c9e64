// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.proc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The few system calls by which {@code /proc} is read: bytes of paths stay bytes (Java's own file names are decoded by the locale),
 * and each costs a few microseconds. All take first a segment that receives errno. Interfaces, for a bare method handle could throw
 * anything as far as the compiler knows.
 */
final class Posix {

	static final int NOT_PERMITTED = 1;
	static final int ACCESS_DENIED = 13;
	static final int NOT_A_DIRECTORY = 20;
	static final int AT_FDCWD = -100;

	static final StructLayout STATE = Linker.Option.captureStateLayout();
	private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
	private static final Linker LINKER = Linker.nativeLinker();

	public interface OpenAt {
		int call(MemorySegment state, int directory, MemorySegment path, int flags);
	}

	public interface Read {
		long call(MemorySegment state, int descriptor, MemorySegment buffer, long size);
	}

	public interface Close {
		int call(MemorySegment state, int descriptor);
	}

	public interface ReadLinkAt {
		long call(MemorySegment state, int directory, MemorySegment path, MemorySegment buffer, long size);
	}

	public interface Statx {
		int call(MemorySegment state, int directory, MemorySegment path, int flags, int mask, MemorySegment result);
	}

	public interface GetAttribute {
		long call(MemorySegment state, MemorySegment path, MemorySegment name, MemorySegment value, long size);
	}

	public interface SetNamespace {
		int call(MemorySegment state, int descriptor, int type);
	}

	public interface OpenSocket {
		int call(MemorySegment state, int family, int type, int protocol);
	}

	public interface SetOption {
		int call(MemorySegment state, int socket, int level, int option, MemorySegment value, int size);
	}

	public interface Transfer {
		long call(MemorySegment state, int socket, MemorySegment buffer, long size, int flags);
	}

	public interface OpenByHandle {
		int call(MemorySegment state, int mount, MemorySegment handle, int flags);
	}

	public interface StatFs {
		int call(MemorySegment state, MemorySegment path, MemorySegment result);
	}

	public interface Seek {
		long call(MemorySegment state, int descriptor, long offset, int from);
	}

	public interface GetTime {
		int call(MemorySegment state, int clock, MemorySegment time);
	}

	public interface Control {
		int call(MemorySegment state, int descriptor, long request);
	}

	public interface Inform {
		int call(MemorySegment state, int descriptor, long request, MemorySegment argument);
	}

	public interface GetPageSize {
		int call();
	}

	/** Five whole registers: for calls that the C library has no function for. */
	public interface Raw {
		long call(MemorySegment state, long number, long first, long second, long third, long fourth, long fifth);
	}

	static final OpenAt OPENAT = bind(OpenAt.class, "openat", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
			Linker.Option.firstVariadicArg(3));
	static final Read READ = bind(Read.class, "read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
	/** getdents64(2); in the C library since glibc 2.30 and musl 1.1. */
	static final Read GETDENTS = bind(Read.class, "getdents64", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
	static final Close CLOSE = bind(Close.class, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
	static final ReadLinkAt READLINKAT = bind(ReadLinkAt.class, "readlinkat",
			FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
	static final Statx STATX = bind(Statx.class, "statx",
			FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
	static final GetAttribute GETXATTR = bind(GetAttribute.class, "getxattr",
			FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));
	static final SetNamespace SETNS = bind(SetNamespace.class, "setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
	static final OpenSocket SOCKET = bind(OpenSocket.class, "socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
	static final SetOption SETSOCKOPT = bind(SetOption.class, "setsockopt",
			FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
	static final Transfer SEND = bind(Transfer.class, "send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
	static final Transfer RECEIVE = bind(Transfer.class, "recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG,
			JAVA_INT));
	static final OpenByHandle OPEN_BY_HANDLE = bind(OpenByHandle.class, "open_by_handle_at",
			FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
	static final StatFs STATFS = bind(StatFs.class, "statfs", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
	static final Seek LSEEK = bind(Seek.class, "lseek", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
	static final GetTime CLOCK_GETTIME = bind(GetTime.class, "clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
	static final Control IOCTL = bind(Control.class, "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG),
			Linker.Option.firstVariadicArg(2));
	static final Inform INFORM = bind(Inform.class, "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
			Linker.Option.firstVariadicArg(2));
	static final GetPageSize GETPAGESIZE = MethodHandleProxies.asInterfaceInstance(GetPageSize.class,
			LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow("getpagesize"), FunctionDescriptor.of(JAVA_INT)));
	static final Raw SYSCALL = bind(Raw.class, "syscall",
			FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
			Linker.Option.firstVariadicArg(1));

	private Posix() {
	}

	static int errno(MemorySegment state) {
		return (int) ERRNO.get(state, 0L);
	}

	static int readInt(MemorySegment segment, long offset) {
		return segment.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
	}

	static long readLong(MemorySegment segment, long offset) {
		return segment.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
	}

	private static <T> T bind(Class<T> type, String name, FunctionDescriptor signature, Linker.Option... options) {
		Linker.Option[] all = Arrays.copyOf(options, options.length + 1);
		all[options.length] = Linker.Option.captureCallState("errno");
		MethodHandle handle = LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), signature, all);
		return MethodHandleProxies.asInterfaceInstance(type, handle);
	}
}
