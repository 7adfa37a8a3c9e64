// SPDX-License-Identifier: EPL-2.0
// SPDX-FileCopyrightText: 2026 Understudy contributors
package org.understudy.linux.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandleProxies;
import java.util.function.ToLongFunction;

import org.understudy.model.Problem;
import org.understudy.model.ProblemException;

/**
 * The functions of the C library that are needed here. Each gets, as its first argument, the memory that receives {@code errno}.
 * Interfaces, for a bare method handle could throw anything as far as the compiler knows.
 */
final class LibC {

	public interface Open {
		int call(MemorySegment errno, MemorySegment path, int flags);
	}

	public interface Close {
		int call(MemorySegment errno, int descriptor);
	}

	public interface Setns {
		int call(MemorySegment errno, int descriptor, int type);
	}

	public interface Socket {
		int call(MemorySegment errno, int domain, int type, int protocol);
	}

	public interface Sendto {
		long call(MemorySegment errno, int socket, MemorySegment bytes, long length, int flags, MemorySegment address, int addressLength);
	}

	static final Open OPEN = bind(Open.class, "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
	static final Close CLOSE = bind(Close.class, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
	static final Setns SETNS = bind(Setns.class, "setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
	static final Socket SOCKET = bind(Socket.class, "socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
	static final Sendto SENDTO = bind(Sendto.class, "sendto",
			FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));

	private LibC() {
	}

	/**
	 * Calls a function.
	 *
	 * @return what it returned, not negative
	 * @throws ProblemException {@code system-call-failed}
	 */
	static long call(String what, ToLongFunction<MemorySegment> function) throws ProblemException {
		try (Arena arena = Arena.ofConfined()) {
			MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
			long result = function.applyAsLong(state);
			if (result >= 0) {
				return result;
			}
			long offset = Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));
			throw Problem.error("system-call-failed", "%s failed with errno %d.".formatted(what, state.get(JAVA_INT, offset)), "",
					"Run the agent as root.").exception();
		}
	}

	private static <T> T bind(Class<T> type, String name, FunctionDescriptor descriptor) {
		Linker linker = Linker.nativeLinker();
		return MethodHandleProxies.asInterfaceInstance(type, linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor,
				Linker.Option.captureCallState("errno")));
	}
}
