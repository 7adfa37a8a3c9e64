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

	static final StructLayout STATE = Linker.Option.captureStateLayout();
	private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
	private static final Linker LINKER = Linker.nativeLinker();

	public interface Open {
		int call(MemorySegment state, MemorySegment path, int flags);
	}


	public interface Read {
		long call(MemorySegment state, int descriptor, MemorySegment buffer, long size);
	}

	public interface Close {
		int call(MemorySegment state, int descriptor);
	}

	public interface ReadLink {
		long call(MemorySegment state, MemorySegment path, MemorySegment buffer, long size);
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

	static final Open OPEN = bind(Open.class, "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
			Linker.Option.firstVariadicArg(2));
	static final Read READ = bind(Read.class, "read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
	static final Close CLOSE = bind(Close.class, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
	static final ReadLink READLINK = bind(ReadLink.class, "readlink", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));
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
